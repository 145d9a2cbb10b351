/**
 * Flows over HTTP. There are two kinds, with the same endpoints. A <em>canvas flow</em> (chain, group, chord) runs as
 * messages: the API stores the list of its tasks before it sends the first, and reads its state from the records of
 * these tasks.
 *
 * <pre>
 *   the flow's results      all of them ended          else
 *   one or more failed      FAILURE                    STARTED when any task of it has a record,
 *   else one revoked        REVOKED                    PENDING when none has
 *   else                    SUCCESS
 * </pre>
 *
 * <p>The results of a flow are those of its last tasks: of a chain its last step, of a chord its body, of a group its
 * members. When a step fails, the steps after it get its error, so a failed flow ends. Callbacks are not a part of the
 * flow. A flow expires with the results, after {@code apium.redis.result-expires}.
 *
 * <p>Every other flow is a <em>scheduled flow</em>: a plan in a ledger entry, which the scheduler advances and {@link
 * io.apium.client.FlowCommands} starts, pauses, resumes, retries and cancels. When the flow ends, the scheduler writes
 * a task record under the id of the flow. The state comes from that record when it exists, else from the entry.
 *
 * <pre>
 *   the server dies before the entry is written    no flow was started; the same request with its key starts it
 *   after it, before the response                  the flow runs; the same request with its key returns this flow
 *   :retry deleted the record, not yet the entry   the flow is still FAILURE, and another :retry completes it
 * </pre>
 */
@NullMarked
package io.apium.api.flow;

import org.jspecify.annotations.NullMarked;
