/**
 * Whom a process lets in that listens to the network: {@link io.apium.net.BindAddress} says where it listens,
 * {@link io.apium.net.BearerToken} whom it hears, {@link io.apium.net.BrowserCheck} which requests of browsers it refuses.
 * The API keeps to them, and so does what tells about all other processes.
 *
 * <p>Nothing listens beyond the loopback address without a token: a process that is told to does not start, and says which
 * key is missing. A token is compared in a time that does not depend on how much of it was right, and is never shown.
 */
@NullMarked
package io.apium.net;

import org.jspecify.annotations.NullMarked;
