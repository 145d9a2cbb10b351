/**
 * Submitting and completing tasks. {@link io.apium.client.TaskClient} submits tasks and waits for their results, {@link
 * io.apium.client.FlowClient} does the same for flows, by the rules of {@link io.apium.client.FlowCommands}, and {@link
 * io.apium.client.TaskCompletion} carries out the follow-ups of a task that has ended.
 *
 * <p>The guarantee is an order. The store has the size of each chord before the first message is sent. The follow-ups
 * of a task are complete when every follow-up message is confirmed and every chord member is counted; only then may the
 * message of the task be acked. A worker that dies before that leaves an unacked message, and the next worker carries
 * out the same follow-ups again under the same ids.
 */
@NullMarked
package io.apium.client;

import org.jspecify.annotations.NullMarked;
