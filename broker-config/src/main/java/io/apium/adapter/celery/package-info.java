/**
 * Celery's wire form, read and written: message protocol 2, canvas signatures, the records that its Redis backend
 * stores, and the orders of its remote control; and made of these, what the ledger keeps. Everything here is text in,
 * values out, and back; nothing here talks to a server.
 *
 * <p>The forms were read from Celery's source and captured from a running Celery; the captured ones are the golden files
 * that the tests read. What is written is what Celery 5.6 writes, without Python's {@code repr} of the arguments. What is
 * read is anything from Celery 4 on. A field that Apium gives no meaning to is handed on as it came: so versions of Apium
 * that know more headers and such that know fewer may share a queue.
 *
 * <p>Every message that is put into a queue has the header {@code apium_sent} with the moment of that, for whoever asks
 * how long messages wait there. It is renewed with each sending: of a delayed task it is when the ledger let it go, of
 * a retry when its next attempt was sent, and what the ledger keeps has none. One that the broker delivers again has
 * the one that it had, and so has one that a version which knows nothing of the header sends on. Where it is missing
 * (Celery's clients, older versions, replayed dead letters) or makes no sense, it is not known when the message was
 * sent, and nothing else is wrong with it.
 *
 * <p>A message that cannot be read is a value ({@link io.apium.broker.Delivery.Content.Unreadable}), never an exception:
 * whoever consumes it must be able to put it aside and go on. Neither does a signature inside a message that cannot be read
 * make the message unreadable: it is an {@link io.apium.canvas.UnreadableSignature}, and the signatures around it and inside
 * it are read.
 */
@NullMarked
package io.apium.adapter.celery;

import org.jspecify.annotations.NullMarked;
