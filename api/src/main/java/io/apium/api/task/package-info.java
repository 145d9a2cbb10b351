/**
 * Tasks: submitted one at a time or in batches, read, waited for, watched, revoked.
 *
 * <pre>
 *   state      there is                                        Retry-After, Cache-Control: no-store, ETag
 *   PENDING    a timeline, and no record                       1 s
 *   STARTED    a record, where the worker tracks starts        1 s
 *   RETRY      a record of the attempt that failed             1 s
 *   any other  progress, in a state that the handler reported  1 s
 *   SUCCESS    a result
 *   FAILURE    an error
 *   REVOKED    an error of type TaskRevokedError
 * </pre>
 *
 * <p>A result is the JSON text that the worker stored. A task of a Celery client has a record and no timeline: the API
 * finds it while it is delayed in the ledger and from its first record on, and its event stream has one event, the
 * record.
 */
@NullMarked
package io.apium.api.task;

import org.jspecify.annotations.NullMarked;
