/**
 * Apium as one jar: the command line, and the processes that it starts.
 *
 * <pre>
 *   up          api + worker + embedded broker and store, in one process, on loopback
 *   api         HTTP alone, on real servers
 *   worker      a worker alone, on real servers
 *   gpu-worker  the tasks gpu.* alone, on devices, on real servers
 *   demo        the main job and the experiment on pools, on the embedded servers, then the end; or a picture on devices
 * </pre>
 *
 * <p>Each command is a class that turns its options into Spring properties and starts a {@link
 * io.apium.standalone.RunningApplication}; nothing here knows how a task is run or a request answered. What is wrong is
 * said in one line on standard error, with exit code 2 if the command line or the configuration makes no sense and 1 if
 * the machine is in the way. A signal is a warm shutdown ({@link io.apium.standalone.GracefulShutdown}): the worker
 * first, while broker and store still answer, then those.
 */
@NullMarked
package io.apium.standalone;

import org.jspecify.annotations.NullMarked;
