package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.adapter.record.EntryCodec;
import io.apium.broker.MessageTooLargeException;
import io.apium.canvas.Chain;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The errback of a chain is each step's: in memory it is there once, in a message as often as there are steps. */
class LargeCanvasTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int BYTES_MAX = 1_000_000;

    private final MessageWriter writer = new MessageWriter("gen1@test", BYTES_MAX);

    @Test
    void a_chain_whose_errback_makes_it_larger_than_memory_is_too_large_and_says_so() {
        TaskMessage message = chain(20_000, 1_000_000);

        assertThatThrownBy(() -> writer.write(message, NOW))
                .isInstanceOf(MessageTooLargeException.class)
                .hasMessageContaining("task step make a message of more than 1000000 bytes");
        assertThatThrownBy(() -> new EntryCodec(writer, BYTES_MAX).write(new DelayedTask(message, NOW)))
                .isInstanceOf(MessageTooLargeException.class);
    }

    @Test
    void its_dead_letter_has_its_headers_and_no_body() {
        TaskMessage message = chain(20_000, 1_000_000);

        assertThat(writer.raw(message).headers())
                .containsEntry("id", message.id().value());
        assertThat(writer.raw(message).body()).isEmpty();
    }

    @Test
    void a_message_that_is_a_little_too_large_is_whole_in_its_dead_letter() {
        TaskMessage message = chain(2, BYTES_MAX);

        assertThatThrownBy(() -> writer.write(message, NOW)).isInstanceOf(MessageTooLargeException.class);
        assertThat(Base64.getDecoder().decode(writer.raw(message).body())).hasSizeGreaterThan(BYTES_MAX);
    }

    @Test
    void a_message_at_the_limit_is_written() {
        int rest =
                BYTES_MAX - writer.write(message(Signature.of("step", "")), NOW).body().length;

        assertThat(writer.write(message(Signature.of("step", "x".repeat(rest))), NOW)
                        .body())
                .hasSize(BYTES_MAX);
        assertThatThrownBy(() -> writer.write(message(Signature.of("step", "x".repeat(rest + 1))), NOW))
                .isInstanceOf(MessageTooLargeException.class);
    }

    private static TaskMessage chain(int steps, int errbackBytes) {
        Chain chain = new Chain(Collections.nCopies(steps, Signature.of("step")));
        return Submission.of(
                        chain.guarded(List.of(Signature.of("errback", "x".repeat(errbackBytes)))),
                        SubmissionContext.client(NOW))
                .messages()
                .getFirst();
    }

    private static TaskMessage message(Signature signature) {
        return Submission.of(signature, SubmissionContext.named("m", NOW))
                .messages()
                .getFirst();
    }
}
