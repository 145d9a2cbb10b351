/**
 * The workers over HTTP: their pools, queues, tasks and devices.
 *
 * <p>A worker publishes its status every two seconds; these endpoints return the last one. A stopped worker disappears
 * at once, a killed one after ten seconds. Celery's own workers are not listed.
 *
 * <pre>
 *   GET /v1/workers          all of them by name, up to 1,000
 *   GET /v1/workers/{node}   one, with the names of its tasks; of several with one name, the one started last
 * </pre>
 *
 * <p>While Redis is unavailable the response is 503.
 */
@NullMarked
package io.apium.api.worker;

import org.jspecify.annotations.NullMarked;
