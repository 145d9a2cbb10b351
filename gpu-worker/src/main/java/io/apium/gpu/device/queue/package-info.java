/**
 * The queue of one device: pending work, batches of small work for one launch, programs and their builds, the memory
 * budget, and the quarantine of work that was on the device when its host crashed. Pending work, programs and
 * quarantine are guarded by the lock of the {@link io.apium.gpu.device.queue.WorkQueue}. If the queue is full (10,000
 * works), new work fails with {@code DeviceBusy}; if a program cannot be built, its work fails with
 * {@code KernelNotBuilt}.
 */
@NullMarked
package io.apium.gpu.device.queue;

import org.jspecify.annotations.NullMarked;
