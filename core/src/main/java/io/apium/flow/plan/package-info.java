/**
 * The plan language: what a client asks for, and its check.
 *
 * <p>A {@link io.apium.flow.plan.Plan} is the request. {@link io.apium.flow.plan.PlanCompiler} checks it as a whole and
 * flattens it to a {@link io.apium.flow.plan.FlowGraph}: named nodes, and for each node the nodes that it waits for.
 * Nothing here runs a task; the engine in {@code io.apium.flow} advances a graph. A plan that breaks a rule or a limit
 * of {@link io.apium.flow.plan.FlowBounds} throws an exception that names the node and the rule.
 */
@NullMarked
package io.apium.flow.plan;

import org.jspecify.annotations.NullMarked;
