/**
 * The worker as a process: {@link io.apium.worker.node.Worker} starts and stops its pools, and
 * {@link io.apium.worker.node.HeartbeatPublisher} renews its entry in the worker registry.
 */
@NullMarked
package io.apium.worker.node;

import org.jspecify.annotations.NullMarked;
