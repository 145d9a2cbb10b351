/**
 * Real servers for tests: {@link io.apium.testkit.server.RabbitServer} and {@link io.apium.testkit.server.RedisServer}.
 *
 * <pre>
 *   TestServer redis = RedisServer.shared();                  one for the whole JVM; never stop it
 *   try (TestServer own = RabbitServer.started()) { ... }     one for this test, to kill, pause and start again
 * </pre>
 *
 * <p>A server is looked for in this order: <ol>
 *   <li>at the address in {@code APIUM_TEST_BROKER_URL} or {@code APIUM_TEST_RESULT_URL}, for shared servers alone: such a
 *       server cannot be stopped by tests;
 *   <li>in a container, when {@code APIUM_TEST_SERVERS=containers}, on a port of the loopback interface, of the image
 *       that {@code APIUM_RABBITMQ_IMAGE} or {@code APIUM_REDIS_IMAGE} names, or that docker-compose.yml has;
 *   <li>among the programs installed here (Debian: {@code rabbitmq-server}, {@code redis-server}), as a child process on
 *       free ports of the loopback interface with a data folder of its own. The system's own services, their
 *       configuration and their data are not touched.
 * </ol>
 * Otherwise the test fails and says what to install. It is never skipped.
 *
 * <p>Nothing outlives the JVM. Each child has a guard, a shell that reads from a pipe which only this JVM holds:
 * whatever ends the JVM, SIGKILL included, closes the pipe, and the guard kills the child and deletes its folder. Each
 * container has one that removes it, which takes the command {@code docker}.
 *
 * <p>A server that is killed and started again has the same port and the same data. Ports lie below those that the kernel
 * gives to clients: with one of theirs a client that tries again while the server is away may connect to itself, and keep
 * the server from its port.
 */
@NullMarked
package io.apium.testkit.server;

import org.jspecify.annotations.NullMarked;
