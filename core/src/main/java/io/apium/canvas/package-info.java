/**
 * Celery's canvas: a {@link io.apium.canvas.Signature} (one task), and the {@link io.apium.canvas.Chain}s,
 * {@link io.apium.canvas.Group}s and {@link io.apium.canvas.Chord}s made of them, which travel inside messages.
 *
 * <p>Two pure functions do the work. {@link io.apium.canvas.Submission} turns a canvas into the messages that start it.
 * {@link io.apium.canvas.FollowUps} computes what comes after a task: callbacks, the next step of its chain, its
 * membership in a chord, its errbacks. Neither reads a clock or makes a random id: the id of a follow-up derives from
 * the task's own, so that publishing it twice is the same as once.
 *
 * <p>An unreadable signature inside a message is an {@link io.apium.canvas.UnreadableSignature}, and the message
 * itself is a valid task. The signature is written again as it was received. When it would be sent, it becomes a dead
 * letter; its tasks and those after it in its chain end as failures, its errbacks are called, and its chord, if any,
 * fails.
 *
 * <pre>
 *   chain(a, b, c)            message a with the chain [c, b]   (next step last, as in Celery's protocol)
 *   group(a, b)               messages a, b with a common group id
 *   chord(group(a, b), c)     messages a, b with c; the last of them to end sends c with their results
 *   chain(a, group(b, c), d)  message a with the chain [chord(group(b, c), d)]
 *   chord within a chord      counts as one member: the end of its body
 * </pre>
 */
@NullMarked
package io.apium.canvas;

import org.jspecify.annotations.NullMarked;
