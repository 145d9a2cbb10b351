/**
 * Access to processes that listen on the network: {@link io.apium.net.BindAddress} is where a process listens,
 * {@link io.apium.net.BearerToken} which clients it serves, {@link io.apium.net.BrowserCheck} which requests of
 * browsers it accepts. The API uses them, and so does the management server of the other processes.
 *
 * <p>Without a token a process listens on a loopback address only: one that is configured otherwise does not start, and
 * its error names the missing key. A token is compared in constant time and never shown.
 */
@NullMarked
package io.apium.net;

import org.jspecify.annotations.NullMarked;
