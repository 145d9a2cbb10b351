/**
 * Content headers of AMQP frames, read and measured before the RabbitMQ client sees them. The client closes a
 * connection over a header that it cannot decode; here such a header is rewritten, or its message becomes an unreadable
 * message:
 *
 * <pre>
 *   direction   header                                 result
 *   ──────────  ─────────────────────────────────────  ────────────────────────────────────────────────────────────
 *   incoming    readable by the client                 passed on unchanged
 *   incoming    type codes L and U of other clients    rewritten in place to the code that the client knows
 *   incoming    any other error, or a body over        replaced by a header with every readable property and the
 *               max-message-size                      reason; the delivery is Unreadable
 *   outgoing    over the client's or a frame's limit   MessageRejectedException before anything is sent
 * </pre>
 */
@NullMarked
package io.apium.adapter.rabbit.frame;

import org.jspecify.annotations.NullMarked;
