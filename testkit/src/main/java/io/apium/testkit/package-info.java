/**
 * Test support, used only in test scope.
 *
 * <table>
 *   <tr><td>{@code memory}</td><td>the ports in memory, which can be switched off</td></tr>
 *   <tr><td>{@code contract}</td><td>what the ports promise, run in memory and on real servers</td></tr>
 *   <tr><td>{@code server}</td><td>RabbitMQ and Redis, to be killed, paused and started again</td></tr>
 *   <tr><td>{@code hostile}</td><td>odd messages, requests and values, made from a seed</td></tr>
 *   <tr><td>{@code fault}</td><td>a proxy that simulates a bad network</td></tr>
 * </table>
 *
 * <p>Everything here waits for events, never for time to pass, and leaves nothing behind: no process, file or port. A test
 * that lacks something fails and says what to install; it is never skipped.
 */
@NullMarked
package io.apium.testkit;

import org.jspecify.annotations.NullMarked;
