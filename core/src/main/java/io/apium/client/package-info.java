/**
 * The two acts that everything else is made of: {@link io.apium.client.TaskClient} asks for work and waits for what
 * comes of it, as {@link io.apium.client.FlowClient} does for flows, by the rules of {@link
 * io.apium.client.FlowCommands}; {@link io.apium.client.TaskCompletion} pays what a task that has ended owes.
 *
 * <p>Order is the whole promise. Sizes of chords are known to the store before the first message is sent. A debt is paid
 * when every message is confirmed and every part counted; only then may the message that caused it be acked. Whoever dies
 * on the way leaves an unacked message, and the next one pays the same debts again under the same ids.
 */
@NullMarked
package io.apium.client;

import org.jspecify.annotations.NullMarked;
