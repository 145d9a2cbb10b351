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

/** A dead letter as a client reads it; what is not known is left out. */
@Schema(description = "A message that could not be run; what is not known is left out")
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

        @Schema(description = "in a sentence") String reason,

        @Schema(description = "where it came from, and goes when it is replayed")
        String queue,

        @Schema(description = "the task's name") @Nullable String task,

        @Nullable String taskId,

        Instant at,

        @Schema(description = "not in lists") @Nullable Message message) {

    /**
     * The message as it came.
     *
     * @param body where it is UTF-8
     * @param bodyBase64 where it is not
     */
    @Schema(name = "DeadMessage")
    public record Message(
            @Schema(description = "any JSON by name") Map<String, @Nullable Object> headers,

            @Schema(description = "AMQP's own, as Celery names them")
            Map<String, String> properties,

            @Nullable String body,

            @Schema(description = "instead of body where that is not UTF-8") @Nullable
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

    /** Everything about it. */
    static DeadLetterView of(DeadLetter letter) {
        return of(letter, Message.of(letter.message()));
    }

    /** Without its message. */
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
