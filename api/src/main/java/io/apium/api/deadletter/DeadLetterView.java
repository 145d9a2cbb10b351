package io.apium.api.deadletter;

import io.apium.broker.RawMessage;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dead letter as a client reads it; unknown fields are missing. */
@Schema(description = "A message that could not be processed; unknown fields are missing")
public record DeadLetterView(
        String id,

        @Schema(
                allowableValues = {
                    "UNREADABLE",
                    "UNKNOWN_TASK",
                    "POISONED",
                    "EXHAUSTED",
                    "EXPIRED",
                    "UNSENDABLE",
                    "UNPROCESSABLE"
                })
        String cause,

        @Schema(description = "the reason, in one sentence") String reason,

        @Schema(description = "the queue of the message, and the default queue of a replay")
        String queue,

        @Schema(description = "the task's name") @Nullable String task,

        @Nullable String taskId,

        Instant at,

        @Schema(description = "missing in lists") @Nullable Message message) {

    /**
     * The message as it was received.
     *
     * @param body the body, when it is UTF-8
     * @param bodyBase64 the body, when it is not UTF-8
     */
    @Schema(name = "DeadMessage")
    public record Message(
            @Schema(description = "AMQP headers, any JSON by name")
            Map<String, @Nullable Object> headers,

            @Schema(description = "AMQP properties, with Celery's names")
            Map<String, String> properties,

            @Nullable String body,

            @Schema(description = "the body in Base64, when it is not UTF-8") @Nullable
            String bodyBase64) {

        static Message of(RawMessage raw) {
            String text = text(Base64.getDecoder().decode(raw.body()));
            return new Message(raw.headers(), raw.properties(), text, text == null ? raw.body() : null);
        }

        private static @Nullable String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException notText) {
                return null;
            }
        }
    }

    /** The view with the message. */
    static DeadLetterView of(DeadLetter letter) {
        return of(letter, Message.of(letter.message()));
    }

    /** The view without the message, for lists. */
    static DeadLetterView summary(DeadLetter letter) {
        return of(letter, null);
    }

    private static DeadLetterView of(DeadLetter letter, @Nullable Message message) {
        TaskId taskId = letter.taskId();
        return new DeadLetterView(
                letter.id(),
                letter.cause().name(),
                letter.reason(),
                letter.queue().name(),
                letter.task(),
                taskId == null ? null : taskId.value(),
                letter.at(),
                message);
    }
}
