/**
 * Celery's formats, read and written: message protocol 2, canvas signatures, and the commands of its remote control.
 * Nothing here talks to a server.
 *
 * <p>The formats were taken from Celery's source and captured from a running Celery; the captured messages are the
 * golden files of the tests. Apium writes what Celery 5.6 writes, without Python's {@code repr} of the arguments, and
 * reads what Celery 4 and later write. A header that Apium does not know is passed on unchanged, so that different
 * versions of Apium can share a queue.
 *
 * <p>Every message that is put into a queue has the header {@code apium_sent} with the time, from which queueing times
 * are computed. Each sending sets it again: for a delayed task it is when the scheduler sent it, for a retry when its
 * next attempt was sent. A message stored in the ledger has none. A redelivered message keeps its header, and so does
 * one that an older version of Apium passes on. Where it is missing (Celery's clients, older versions, replayed dead
 * letters) or invalid, the time of sending is unknown, but the message is valid.
 *
 * <p>An unreadable message is a value ({@link io.apium.broker.Delivery.Content.Unreadable}), never an exception, so
 * that its consumer can store it as a dead letter and continue. An unreadable signature inside a message does not make
 * the message unreadable: it is an {@link io.apium.canvas.UnreadableSignature}, and the signatures around it and inside
 * it are read.
 */
@NullMarked
package io.apium.adapter.celery;

import org.jspecify.annotations.NullMarked;
