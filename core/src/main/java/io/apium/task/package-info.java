/**
 * What a task is once it has been asked for, and what can become of it.
 *
 * <p>Two words are kept apart. An {@link io.apium.task.Outcome} is the handler's word: what one attempt came to. A
 * {@link io.apium.task.TaskRecord} is the system's word: what is stored, and what a client reads. Values that cross the
 * wire are {@link io.apium.task.JsonText}s (JSON text, written once) and {@link io.apium.task.TaskError}s (an error as data,
 * in the three fields that Celery stores).
 *
 * <p>A record that has {@linkplain io.apium.task.TaskRecord.Ended ended} never changes again: the first final record
 * stands, whoever writes a second one later.
 */
@NullMarked
package io.apium.task;

import org.jspecify.annotations.NullMarked;
