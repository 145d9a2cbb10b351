/**
 * Consumers of queues. One {@link io.apium.worker.consume.QueueConsumer} feeds one pool;
 * {@link io.apium.worker.consume.PrefetchController} chooses its prefetch from the run time of tasks, and
 * {@link io.apium.worker.consume.ConsumerWatchdog} restarts a consumer that receives nothing although its queue has
 * messages.
 */
@NullMarked
package io.apium.worker.consume;

import org.jspecify.annotations.NullMarked;
