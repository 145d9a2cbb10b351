/**
 * Tasks that call other tasks of the same worker: parts of maps, scans, the size of a map, and Celery's {@code
 * celery.map} and {@code celery.starmap}. A call that fails fails the composite task with the error of the call.
 */
@NullMarked
package io.apium.worker.composite;

import org.jspecify.annotations.NullMarked;
