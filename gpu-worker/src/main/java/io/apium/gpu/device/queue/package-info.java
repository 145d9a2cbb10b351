/**
 * The queue of one device: pending work, batches of small work for one launch, programs and their builds, the memory
 * budget, and the quarantine of work that was on the device when its host crashed. Everything here is guarded by the
 * lock of its {@link io.apium.gpu.device.queue.WorkQueue}.
 */
@NullMarked
package io.apium.gpu.device.queue;

import org.jspecify.annotations.NullMarked;
