/**
 * Flows over HTTP. There are two kinds, and whoever asks need not know which it is. What chains, groups and chords can say
 * travels in messages: such a flow is a list of the tasks it is made of, kept before the first of them is sent; everything
 * else is read from the tasks' own records, so nothing has to be kept in step.
 *
 * <pre>
 *   the flow's results      all of them ended          else
 *   one or more failed      FAILURE                    STARTED when any task of it has a record,
 *   else one revoked        REVOKED                    PENDING when none has
 *   else                    SUCCESS
 * </pre>
 *
 * <p>The results of a flow are those of its last tasks: of a chain its last step, of a chord its body, of a group its
 * members. Where a step fails, the steps that now never run are given its error, so a flow with a failure in it ends too.
 * Callbacks are not a part of the flow. A flow is forgotten with the results, after {@code apium.redis.result-expires}.
 *
 * <p>All else is a plan that the scheduler advances: an entry of the ledger, begun, paused, resumed and tried again by
 * writing it anew on the revision that was seen, and never by this room's own doing. When it ends the scheduler writes a
 * task's record under the flow's id. That record says how it ended as soon as it is there; until then the entry says how
 * it stands.
 *
 * <pre>
 *   the server dies before the entry is written    nothing was begun; the same request with its key begins it
 *   after it, before the answer                    the flow runs; the same request with its key is given the same flow
 *   between forgetting an end and :retry           the flow is FAILURE as before, and :retry does it all again
 * </pre>
 */
@NullMarked
package io.apium.api.flow;

import org.jspecify.annotations.NullMarked;
