/**
 * Child processes that run attempts for the worker, like Celery's prefork pool, but without the fork: a child is a new
 * Java process.
 *
 * <p>The guarantee: a handler in a child can only damage its own attempt. If it ends the process, exhausts the memory
 * or is killed, the attempt is lost and its message is requeued, which counts as one of its deliveries; a new child
 * replaces the old one, and other tasks are not affected.
 *
 * <pre>
 *   parent                                          child
 *   ────────────────────────────────────────────    ───────────────────────────────────────────────────
 *   starts it with tasks and settings      SETUP ─►
 *                                                 ◄─ READY     it can be called
 *   gives an idle child an attempt         CALL  ─►
 *   the soft time limit has passed         LATE  ─►            interrupts the handler's thread
 *                                                 ◄─ LINE      the handler printed a line
 *                                                 ◄─ PROGRESS  the handler reported progress
 *                                                 ◄─ SUCCESS, FAILURE or RETRY, with the result or error
 *   closes the pipe, or has ended           EOF  ─►            exits, with all its descendants
 * </pre>
 *
 * <p>Frames use pipes that handlers do not see: file descriptors 3 and 4 of the child. Its stdout and stderr are the
 * handler's and become the log of the task. Only an idle child is called. A child is replaced when
 * {@link io.apium.worker.child.RecyclePolicy} requires it, after it was killed (hard time limit, revocation), and when
 * it ends.
 *
 * <p>A start takes about a quarter of a second, and a third of that once there is a cache: the first worker with
 * children has the virtual machine store loaded and linked classes (JEP 483 and 514) in the
 * {@link io.apium.worker.child.CacheFolder}, under a name that depends on classes, options and virtual machine.
 *
 * <p>If the first child does not start, the worker does not start, because the configuration is wrong; a later start is
 * retried after a delay, while deliveries wait. A cache that cannot be created or used only costs time. A parent that
 * is killed leaves no child behind: each sees the end of its pipe, and the reaper of {@link io.apium.worker.process}
 * kills the others.
 */
@NullMarked
package io.apium.worker.child;

import org.jspecify.annotations.NullMarked;
