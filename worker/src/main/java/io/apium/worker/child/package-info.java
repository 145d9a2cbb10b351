/**
 * Children: Java processes that make attempts for their parent, the worker. Celery's prefork pool, but for the fork: a child
 * is started from nothing, and quickly.
 *
 * <p>The promise: what a handler does in a child harms nobody but its own attempt. Whether the handler ends the process,
 * runs out of memory, prints what it likes or is killed, the attempt is lost, its message goes back to its queue and counts
 * one of its lives; a new child takes the place of the old one, and no other task notices.
 *
 * <pre>
 *   parent                                          child
 *   ────────────────────────────────────────────    ───────────────────────────────────────────────────
 *   starts it, and says what it is to run  SETUP ─►
 *                                                 ◄─ READY     it can be called
 *   an idle child gets an attempt          CALL  ─►
 *   its soft limit is over                 LATE  ─►            its thread is interrupted
 *                                                 ◄─ LINE      the handler has printed something
 *                                                 ◄─ PROGRESS  it reports
 *                                                 ◄─ SUCCESS, FAILURE or RETRY, with what it came to
 *   closes the pipe, or is gone             EOF  ─►            ends, and all that it has started
 * </pre>
 *
 * <p>Frames go through pipes that no handler knows of: descriptors 3 and 4 of the child, with a length before each. Its
 * stdout and stderr are the handler's, and become the task's log. A child is called only when it is idle. It is replaced
 * when {@link io.apium.worker.child.RecyclePolicy} says so, when it was killed (a hard limit, a revocation), and when it dies.
 *
 * <p>A start takes a quarter of a second, and a third of that from the second time on: the first worker that uses children
 * has the virtual machine write down what it has loaded and linked (JEP 483 and 514), in the
 * {@link io.apium.worker.child.CacheFolder}, under a name that changes with classes, options and virtual machine.
 *
 * <p>When something fails: a first child that does not come up is an error of the configuration, and the worker does not
 * start; a later one is tried again after a pause, and what was to run waits in hand. A cache that cannot be made or used
 * costs time and nothing else. A parent that is killed leaves no child: each sees the end of its pipe, and the warden of
 * {@link io.apium.worker.process} kills what does not look.
 */
@NullMarked
package io.apium.worker.child;

import org.jspecify.annotations.NullMarked;
