/**
 * A broker and a store without an installation, for a laptop, a demo or a small machine: {@link EmbeddedBroker} is Qpid
 * Broker-J within this process, {@link EmbeddedStore} a Redis that our jar brings along. Both listen on loopback, on ports
 * that were free, behind a password that is made anew at each start.
 *
 * <pre>
 *                 without a folder                with DIR
 *   broker        memory                          DIR/broker   Derby: a confirmed message is on disk
 *   store         memory                          DIR/store    append-only file, synced every second
 *   left behind   nothing                         DIR, free for the next process
 * </pre>
 *
 * <p>The store ends with this process even if that is killed: its guard sees the pipe between them close. A
 * {@link DataFolder} belongs to one process at a time. What cannot start says why in one line, as a
 * {@link StartupException}.
 */
@NullMarked
package io.apium.standalone.embedded;

import org.jspecify.annotations.NullMarked;
