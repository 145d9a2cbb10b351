/**
 * Flows: chains, groups and chords asked for over HTTP. A flow is a list of the tasks it is made of, kept before the first
 * of them is sent; everything else is read from the tasks' own records, so nothing has to be kept in step.
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
 * Callbacks are not a part of the flow. A flow is forgotten with the results, after {@code apium.result.expires}.
 */
@NullMarked
package io.apium.api.flow;

import org.jspecify.annotations.NullMarked;
