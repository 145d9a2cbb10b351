/**
 * Apium as one jar: the command line, and the processes that it starts.
 *
 * <pre>
 *   up          API, worker and scheduler in one process, with an embedded broker and an embedded Redis, on loopback
 *   api         the HTTP API, with the RabbitMQ and Redis of the environment
 *   worker      a worker, with the same servers
 *   gpu-worker  a worker for the tasks gpu.* on devices, with the same servers
 *   scheduler   a scheduler, with the same servers
 *   demo        word count and speedup experiment on embedded servers; demo gpu draws a picture on devices
 * </pre>
 *
 * <p>Each command is a class that converts its options to Spring properties and starts a {@link
 * io.apium.standalone.RunningApplication}; tasks and requests are handled by the other modules. An error is one line on
 * standard error. The exit code is 2 for an invalid command line or configuration, and 1 for a cause on this machine,
 * such as a port in use. A signal starts a warm shutdown ({@link io.apium.standalone.GracefulShutdown}): first the
 * worker stops, while broker and store still respond, then the embedded servers.
 */
@NullMarked
package io.apium.standalone;

import org.jspecify.annotations.NullMarked;
