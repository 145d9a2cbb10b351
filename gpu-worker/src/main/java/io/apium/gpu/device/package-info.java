/**
 * The devices of a worker, and what runs on them.
 *
 * <p>The promise: each work comes to what it comes to, whatever else is on the device. It shares a launch with others, but
 * neither their results nor their faults; a driver that crashes or hangs costs time, and only the work whose fault it is.
 *
 * <pre>
 *   submit ─► Line ─► Lane 0: pack │ launch ▒▒▒▒▒▒ │ unpack      ─► Session ═ frames ═► host process, one a device
 *                └──► Lane 1:          pack │ launch ▒▒▒▒▒▒ ...
 *   Keeper: starts the host, and the next one    Builds: programs, beside what runs    Budget: memory, first come first
 * </pre>
 *
 * <p>The rule of batching: a lane that comes free takes what waits at that moment, and waits for nothing more. Programs take
 * turns; of one program's works it takes as many as there are, up to 256, 4 MiB, and 64 KiB of input and of output each; a
 * larger one, and a direct one, goes alone. So a work that is alone is launched at once, and the more wait the more join.
 * Two lanes take turns on the device: while one's kernel runs, the other packs.
 *
 * <pre>
 *   what happens                                  what becomes of the works that were on the device
 *   ────────────────────────────────────────────  ────────────────────────────────────────────────────────────────
 *   the host goes under several works             each is run again, first of all, alone on the device
 *   it goes under one, and has run others before  that one is run again, in a host that has run nothing yet
 *   it goes under the first that it runs          DeviceLost
 *   a launch of several is over the limit         the host is ended, each is run again alone; those of the other lane
 *                                                 are simply the first again
 *   a launch of one alone is over its limit       the host is ended, KernelTimeLimit
 *   OpenCL refuses a launch of several, or one    each is run again alone; KernelFailed
 *   the host goes while it builds                 what is on disk of the program is thrown away, it is built again alone,
 *                                                 and if that goes wrong too, DeviceLost
 *   the host is killed by somebody                as when it goes by itself
 *   the worker is killed                          the host goes within milliseconds; the broker has the tasks
 * </pre>
 *
 * <p>An end of the host is the only way to stop a kernel. A new one is there in a third of a second, since what drivers made
 * of the programs is on disk ({@link io.apium.gpu.device.queue.ProgramCache}). A host that crashes three times within a minute,
 * with nothing between that went well, makes the device not ready, and is started again after one second, two, four, up to
 * five minutes; what waits, waits. A host also ends when it is old, between two launches, as drivers leak.
 *
 * <p>Limits: 10,000 works in the line, then {@link io.apium.gpu.device.DeviceException.DeviceBusyException}; 256 built
 * programs, the one asked for longest ago going first; a program's build two minutes; the first launch of a program that
 * was just built five seconds more than its limit, since some drivers compile then; memory as
 * {@link io.apium.gpu.device.DeviceSettings} says, and no more than four fifths of the device's.
 */
@NullMarked
package io.apium.gpu.device;

import org.jspecify.annotations.NullMarked;
