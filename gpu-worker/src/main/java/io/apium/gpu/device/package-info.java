/**
 * The devices of a worker, and the work that runs on them.
 *
 * <p>The guarantee: the result of a work does not depend on other work on the device. Works share launches, but a
 * faulty work does not fail the others; a driver that crashes or hangs costs time, and fails only the work that caused
 * it.
 *
 * <pre>
 *   submit ─► WorkQueue ─► BatchLauncher 0: pack │ launch ▒▒▒▒▒▒ │ unpack      ─► HostSession ═ frames ═► host process
 *                     └──► BatchLauncher 1:          pack │ launch ▒▒▒▒▒▒ ...      one per device
 *   HostSupervisor: starts and replaces the host    ProgramBuilder: builds while launches run    MemoryBudget: FIFO
 * </pre>
 *
 * <p>Batching: a free launcher takes the works that wait at that moment, and does not wait for more works. Programs are
 * served round robin; of one program the launcher takes up to 256 works, 4 MiB, and 64 KiB of input and of output each;
 * a larger work and a direct work are launched alone. So a single work is launched at once, and batches grow with the
 * load. Two launchers alternate on the device: while the kernel of one runs, the other packs.
 *
 * <pre>
 *   event                                         what happens to the works on the device
 *   ────────────────────────────────────────────  ────────────────────────────────────────────────────────────────
 *   the host crashes under several works          each runs again, before all others and alone on the device
 *   it crashes under one, after earlier launches  this work runs again, in a host that has not launched anything
 *   it crashes under its first work               DeviceLost
 *   a launch of several exceeds its limit         the host is stopped, each runs again alone; those of the other
 *                                                 launcher return to the head of the queue
 *   a launch of one exceeds its limit             the host is stopped, KernelTimeLimit
 *   OpenCL refuses a launch of several, or of one each runs again alone; KernelFailed
 *   the host crashes during a build               the program's cache entry is deleted and it is built again alone;
 *                                                 DeviceLost if that crashes, too
 *   the host is killed from outside               as for a crash
 *   the worker is killed                          the host exits within milliseconds; the broker redelivers
 * </pre>
 *
 * <p>Stopping the host is the only way to stop a kernel. A new host is ready within about a third of a second, since
 * driver binaries are on disk ({@link io.apium.gpu.device.queue.ProgramCache}). A host that crashes three times within
 * a minute without a successful launch in between makes the device not ready, and is restarted after one second, two,
 * four, up to five minutes; the queued works wait. A host is also replaced between two launches when it is old, because
 * drivers leak.
 *
 * <p>Limits: 10,000 queued works, then {@link io.apium.gpu.device.DeviceException.DeviceBusyException}; 256 built
 * programs, of which the least recently requested is dropped first; two minutes per build; five seconds more than its
 * limit for the first launch of a program that was just built, since some drivers compile then; memory as configured in
 * {@link io.apium.gpu.device.DeviceSettings}, and at most four fifths of the device's.
 */
@NullMarked
package io.apium.gpu.device;

import org.jspecify.annotations.NullMarked;
