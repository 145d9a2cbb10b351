/**
 * The only module that knows RabbitMQ, Redis and JSON, as a Spring Boot auto-configuration: a process that has it on
 * its class path gets the ports of {@code core} on real servers. Two URLs are its only required settings:
 *
 * <pre>
 *   apium.broker.url   APIUM_BROKER_URL   amqp://guest:guest@localhost:5672
 *   apium.redis.url   APIUM_REDIS_URL   redis://localhost:6379/0
 * </pre>
 *
 * <p>Neither server has to be running at the start. A process waits for a server that it cannot reach, logs it once,
 * shows it in its health, and resumes when the server is back.
 */
@NullMarked
package io.apium.adapter;

import org.jspecify.annotations.NullMarked;
