/**
 * Child processes that run attempts for the worker, like Celery's prefork pool, but without the fork: a child is a new
 * Java process.
 *
 * <p>The guarantee: a handler in a child can only damage its own attempt. If the handler ends the process, exhausts the
 * memory or is killed, the attempt is lost and its message is requeued, which counts as one of its deliveries; a new
 * child replaces the old one, and other tasks are not affected.
 *
 * <pre>
 *   parent                                          child
 *   ────────────────────────────────────────────    ───────────────────────────────────────────────────
 *   starts a child with tasks, settings    SETUP ─►
 *                                                 ◄─ READY     the child is ready for calls
 *   gives an idle child an attempt         CALL  ─►
 *   the soft time limit has passed         LATE  ─►            interrupts the handler's thread
 *                                                 ◄─ LINE      the handler printed a line
 *                                                 ◄─ PROGRESS  the handler reported progress
 *                                                 ◄─ SUCCESS, FAILURE or RETRY, with the result or error
 *   closes the pipe, or has ended           EOF  ─►            exits, with all its descendants
 * </pre>
 *
 * <p>Frames use pipes that handlers do not see: file descriptors 3 and 4 of the child. Stdout and stderr of the child
 * belong to the handler and become the log of the task. Only an idle child is called. A child is replaced when
 * {@link io.apium.worker.child.RecyclePolicy} requires it, after it was killed (hard time limit, revocation), and when
 * it ends.
 *
 * <p>A child starts in about a quarter of a second, and in a third of that with a cache. The first worker with children
 * creates the cache: a child JVM stores its loaded and linked classes (JEP 483 and 514) in the
 * {@link io.apium.worker.child.CacheFolder}, under a name that depends on classes, options and JVM version.
 *
 * <p>If the first child does not start, the worker does not start, because the configuration is wrong; a later start is
 * retried after a delay, while deliveries wait. A cache that cannot be created or used only costs time. When the parent
 * is killed, a child reads the end of its pipe and exits; the process reaper of {@link io.apium.worker.process} kills
 * the children that do not.
 */
@NullMarked
package io.apium.worker.child;

import org.jspecify.annotations.NullMarked;
