package io.apium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelayedTaskTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final Instant DUE = NOW.plusSeconds(10);

    @Test
    void it_waits_until_it_is_due() {
        DelayedTask task = new DelayedTask(message(null), DUE);

        assertThat(task.step(false, DUE.minusMillis(1))).isEqualTo(new EntryTransition(List.of(), task, DUE));
        assertThat(task.key()).isEqualTo(EntryKey.task(task.message().id()));
    }

    @Test
    void when_it_is_due_it_is_sent_so_that_nobody_holds_it_up_again_and_is_gone() {
        DelayedTask task = new DelayedTask(message(null), DUE);

        EntryTransition transition = task.step(false, DUE);

        TaskMessage sent = ((Effect.Send) transition.effects().getFirst())
                .submission()
                .messages()
                .getFirst();
        assertThat(sent.eta()).isNull();
        assertThat(sent.options().timing().eta()).isNull();
        assertThat(sent.isRepeat()).isTrue();
        assertThat(sent.id()).isEqualTo(task.message().id());
        assertThat(sent.retries()).isEqualTo(task.message().retries());
        assertThat(transition.next()).isNull();
        assertThat(task.step(false, DUE.plusSeconds(999))).isEqualTo(transition);
    }

    @Test
    void one_that_expires_first_is_sent_then_for_whoever_receives_it_to_say_so() {
        Instant expires = NOW.plusSeconds(5);
        DelayedTask task = new DelayedTask(message(new RelativeTime.At(expires)), DUE);

        assertThat(task.wake()).isEqualTo(expires);
        assertThat(task.step(false, expires.minusMillis(1)).wake()).isEqualTo(expires);
        TaskMessage sent = ((Effect.Send) task.step(false, expires).effects().getFirst())
                .submission()
                .messages()
                .getFirst();
        assertThat(sent.expires()).isEqualTo(expires);
    }

    @Test
    void one_that_is_revoked_ends_at_once() {
        DelayedTask task = new DelayedTask(message(null), DUE);

        assertThat(task.step(true, NOW))
                .isEqualTo(EntryTransition.gone(
                        new Effect.End(task.message(), new Outcome.Revoked(TaskError.revoked("revoked")))));
    }

    @Test
    void an_entry_that_is_gone_does_not_wake() {
        assertThatThrownBy(() -> new EntryTransition(List.of(), null, NOW))
                .hasMessage("a removed entry must have no wake time");
    }

    private static TaskMessage message(@Nullable RelativeTime expires) {
        Signature task = Signature.of("demo.echo");
        Timing timing = new Timing(new RelativeTime.At(DUE), expires, null, null);
        return Submission.of(task.with(task.options().withTiming(timing)), SubmissionContext.client(NOW))
                .messages()
                .getFirst();
    }
}
