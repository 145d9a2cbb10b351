/**
 * Tasks: their ids, outcomes, records and retry policies.
 *
 * <p>An {@link io.apium.task.Outcome} is the outcome of one attempt, as the handler reports it. A
 * {@link io.apium.task.TaskRecord} is the stored state of the task, which clients read. Values in messages and records
 * are {@link io.apium.task.JsonText}s (JSON text, serialized once) and {@link io.apium.task.TaskError}s (an error as
 * data, in the three fields that Celery stores).
 *
 * <p>An {@linkplain io.apium.task.TaskRecord.Ended ended} record never changes: the first one is kept, and a later one
 * is ignored.
 */
@NullMarked
package io.apium.task;

import org.jspecify.annotations.NullMarked;
