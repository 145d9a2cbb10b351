/**
 * Input that a hostile or broken client may send, made from a seed: the same seed gives the same input.
 *
 * <table>
 *   <tr><td>{@code HeaderTables}</td><td>every value type of AMQP 0-9-1 at every header, as bytes</td></tr>
 *   <tr><td>{@code TaskMessages}</td><td>Celery task messages with odd bodies, properties, times and follow-ups</td></tr>
 *   <tr><td>{@code ControlMessages}</td><td>remote-control messages for {@code celery.pidbox}</td></tr>
 *   <tr><td>{@code HttpRequests}</td><td>HTTP requests as bytes</td></tr>
 *   <tr><td>{@code JsonShapes}, {@code OddNames}</td><td>JSON texts and names at and beyond their limits</td></tr>
 * </table>
 *
 * <p>Each is a {@link io.apium.testkit.hostile.HostileKinds}: a list of named kinds, each of which makes values from a
 * random source. A {@link io.apium.testkit.hostile.RawAmqpPublisher} sends what the AMQP client library cannot write.
 *
 * <p>No message from here orders what would rightly hurt others: none shuts a worker down, or revokes or limits the tasks
 * of others.
 */
@NullMarked
package io.apium.testkit.hostile;

import org.jspecify.annotations.NullMarked;
