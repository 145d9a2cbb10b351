/**
 * What can be asked for: a {@link io.apium.canvas.Signature} (one task), and the {@link io.apium.canvas.Chain}s,
 * {@link io.apium.canvas.Group}s and {@link io.apium.canvas.Chord}s made of them, which travel inside messages as
 * Celery's canvas does.
 *
 * <p>Two pure functions do all the work. {@link io.apium.canvas.Submission} turns a canvas into the messages that start it;
 * {@link io.apium.canvas.FollowUps} says what a task that has ended owes: callbacks, the next step of its chain, its part
 * in a chord, its errbacks. Neither reads a clock nor makes an id by chance: what follows from a task has an id that
 * follows from the task's own, so that owing it twice and paying it twice is the same as once.
 *
 * <p>A signature inside a message that cannot be read is an {@link io.apium.canvas.UnreadableSignature}, and the message is a
 * task all the same. It is carried and written as it came. When it would be sent it becomes a dead letter; its tasks and
 * those after it in its chain end as failures, its errbacks are called, and its chord, if any, is broken.
 *
 * <pre>
 *   chain(a, b, c)            message a, which carries [c, b]   (last element next, as on Celery's wire)
 *   group(a, b)               messages a, b with a common group id
 *   chord(group(a, b), c)     messages a, b that carry c; the last of them to end sends c with their results
 *   chain(a, group(b, c), d)  message a, which carries [chord(group(b, c), d)]
 *   chord within a chord      counts as one part: the end of its body
 * </pre>
 */
@NullMarked
package io.apium.canvas;

import org.jspecify.annotations.NullMarked;
