/**
 * Reads the input that a message refers to: the items of one part of a map, and blobs as arguments. The worker process
 * does this also for tasks that run in a child, since a child has no connection to the stores.
 *
 * <pre>
 *   the part is                  its items are
 *   ───────────────────────────  ──────────────────────────────────────────────────────────────────────────────
 *   range [from, to, step]       integers
 *   items                        the listed values
 *   lines, from, to              strings: the lines of a blob whose first byte is in the range
 *   records, from, to            the same lines parsed as JSON; blank lines are skipped
 *   result, from, to             a slice of the list that is the result of a task
 *   value, from, to              a slice of a list
 *   results                      the results of several tasks, in nested lists and objects
 * </pre>
 *
 * <p>Every line of a text belongs to exactly one part: a part starts at the first line that begins in its range, and
 * reads its last line to the end. {@code \n} and {@code \r\n} end a line; invalid UTF-8 becomes U+FFFD, so that one
 * wrong byte does not fail the whole text.
 *
 * <p>Input that has expired, is not a list or is too long is a {@link io.apium.worker.input.InvalidSourceException}
 * with its name, which fails the task without a retry. If the store does not answer, a {@link
 * io.apium.store.StoreUnavailableException} is thrown, which does not fail the task. Nothing is cached: each part reads
 * only its own range.
 */
@NullMarked
package io.apium.worker.input;

import org.jspecify.annotations.NullMarked;
