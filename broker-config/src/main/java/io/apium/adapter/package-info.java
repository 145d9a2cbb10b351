/**
 * The only room that knows RabbitMQ, Redis and JSON, as a Spring Boot auto-configuration: whoever has it on the runtime
 * class path gets the ports of {@code core} made of real servers. Two URLs are all that it must be told:
 *
 * <pre>
 *   apium.broker.url   APIUM_BROKER_URL   amqp://guest:guest@localhost:5672
 *   apium.redis.url   APIUM_REDIS_URL   redis://localhost:6379/0
 * </pre>
 *
 * <p>Neither server has to be there at start. A process waits for what it cannot reach, says so once, shows it in its
 * health, and goes on when the server is back.
 */
@NullMarked
package io.apium.adapter;

import org.jspecify.annotations.NullMarked;
