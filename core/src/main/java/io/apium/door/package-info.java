/**
 * Whom a process lets in that listens to the network: {@link io.apium.door.BindAddress} says where it listens,
 * {@link io.apium.door.BearerToken} whom it hears, {@link io.apium.door.BrowserCheck} which requests of browsers it refuses.
 * The API keeps to them, and so does what tells about all other processes.
 *
 * <p>Nothing listens beyond the loopback address without a token: a process that is told to does not start, and says which
 * key is missing. A token is compared in a time that does not depend on how much of it was right, and is never shown.
 */
@NullMarked
package io.apium.door;

import org.jspecify.annotations.NullMarked;
