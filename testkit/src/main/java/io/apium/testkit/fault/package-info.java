/**
 * Faults of the network: {@link io.apium.testkit.fault.FaultProxy} is between a client and a server.
 *
 * <pre>
 *   healthy      every byte is passed on, both ways
 *   cut()        every connection is closed, and so is each new one: what a client sees of a server that is gone
 *   blackhole()  connections stay open and nothing is passed on: what a client sees of a network that is gone
 *   heal()       new connections are served; bytes that were held back are passed on, as TCP would
 * </pre>
 *
 * <p>No byte is lost within a connection: it gets all of them in order, late, or it is closed.
 */
@NullMarked
package io.apium.testkit.fault;

import org.jspecify.annotations.NullMarked;
