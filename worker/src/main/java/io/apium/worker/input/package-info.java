/**
 * What messages only name is read here: the items of a part of a map, and blobs in place of arguments. The worker's own
 * process does it, also for a task that runs in a child, since a child has no stores.
 *
 * <pre>
 *   a part is over               its items are
 *   ───────────────────────────  ──────────────────────────────────────────────────────────────────────────────
 *   range [from, to, step]       whole numbers
 *   items                        as they are written there
 *   lines, from, to              strings: the lines of a blob whose first byte is at one of these positions
 *   records, from, to            the same, each of them JSON; lines with nothing in them are none
 *   result, from, to             a slice of the list that a task has come to
 *   value, from, to              a slice of a list
 *   results                      what several tasks have come to, in lists and objects of them
 * </pre>
 *
 * <p>Every line of a text belongs to one part, however the text is cut: a part begins at the first line that begins in it,
 * and reads its last one to its end. {@code \n} and {@code \r\n} end a line; bytes that are no UTF-8 become U+FFFD, so that
 * one wrong byte does not cost a text.
 *
 * <p>What is gone, is no list or is too long is a {@link io.apium.worker.input.InvalidSourceException}, which names it,
 * and fails the task for good: it will not come back. That the store does not answer is a
 * {@link io.apium.store.StoreUnavailableException}, and says nothing of the task. Nothing is cached: each part reads what
 * it needs, and a text only from its first byte to its last.
 */
@NullMarked
package io.apium.worker.input;

import org.jspecify.annotations.NullMarked;
