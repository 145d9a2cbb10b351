/**
 * Tasks: asked for one at a time or by the thousand, read, waited for, watched, revoked.
 *
 * <pre>
 *   state      there is                                        Retry-After, Cache-Control: no-store, ETag
 *   PENDING    a timeline, and no record                       1 s
 *   STARTED    a record, where the worker tracks starts        1 s
 *   RETRY      a record of the attempt that failed             1 s
 *   any other  progress, in a state of the handler's own       1 s
 *   SUCCESS    a result
 *   FAILURE    an error
 *   REVOKED    an error of type TaskRevokedError
 * </pre>
 *
 * <p>A result is given as the JSON text that the worker stored. A task of a Celery client has a record and no timeline; it
 * is known here while it waits in the ledger and from its first record on, and its stream of events is made from the record
 * alone.
 */
@NullMarked
package io.apium.api.task;

import org.jspecify.annotations.NullMarked;
