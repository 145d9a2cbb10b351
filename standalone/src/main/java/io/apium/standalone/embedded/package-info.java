/**
 * A broker and a store that need no installation, for a laptop, a demo or a small machine: {@link EmbeddedBroker} is
 * Qpid Broker-J within this process, {@link EmbeddedStore} is a Redis binary from this jar. Both listen on loopback, on
 * free ports, with a password that is generated at each start.
 *
 * <pre>
 *                 without a folder                with DIR
 *   broker        memory                          DIR/broker   Derby: a confirmed message is on disk
 *   store         memory                          DIR/store    append-only file, synced every second
 *   left behind   nothing                         DIR, unlocked for the next process
 * </pre>
 *
 * <p>The store ends with this process, even if that is killed: the reaper of {@code io.apium.worker.process} then sends
 * it SIGTERM. A {@link DataFolder} is used by one process at a time. A failed start is a {@link StartupException} with
 * a message of one line.
 */
@NullMarked
package io.apium.standalone.embedded;

import org.jspecify.annotations.NullMarked;
