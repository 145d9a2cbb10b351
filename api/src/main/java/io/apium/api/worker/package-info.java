/**
 * The workers over HTTP: who is there, what each of them takes and runs, and which devices it computes on.
 *
 * <p>A worker says every two seconds what it is at; what is read here is its last word. One that is stopped is gone from
 * the list at once, one that was killed ten seconds later. Workers of Celery's own do not say so here.
 *
 * <pre>
 *   GET /v1/workers          all of them, up to 1,000, in the order of their names
 *   GET /v1/workers/{node}   one, with the names of its tasks; of several with one name the last that was started
 * </pre>
 *
 * <p>Where the store is away the answer is 503.
 */
@NullMarked
package io.apium.api.worker;

import org.jspecify.annotations.NullMarked;
