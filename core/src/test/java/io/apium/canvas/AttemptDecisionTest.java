package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptDecisionTest {

    private static final TaskError FAULT = new TaskError("Unlucky", "test", List.of("x"), null);
    private static final Instant NOW = Canvases.NOW;
    private static final RetryPolicy TWICE =
            new RetryPolicy(2, Duration.ofSeconds(10), Duration.ofMinutes(1), true, false, true);

    private final TaskMessage first = Canvases.message(Canvases.task("a"));

    @Test
    void a_last_word_is_the_end_whatever_the_policy() {
        for (Outcome.Final ended :
                List.of(new Outcome.Success(JsonText.NULL), new Outcome.Failure(FAULT), new Outcome.Revoked(FAULT))) {
            assertThat(AttemptDecision.of(first, ended, TWICE, NOW)).isEqualTo(new AttemptDecision.End(ended, false));
        }
    }

    /** A message from outside may name any; one that looks since tomorrow would look until then and longer. */
    @Test
    void a_task_that_is_moved_looks_since_now_at_the_latest() {
        TaskMessage future = first.with(first.signature()
                .with(first.options()
                        .withExtra(
                                TaskMessage.REROUTED_SINCE,
                                NOW.plusSeconds(86_400).toEpochMilli())));

        TaskMessage moved = future.rerouted(QueueName.DEFAULT, NOW);

        assertThat(moved.reroutedSince()).contains(NOW);
        assertThat(moved.rerouted(QueueName.DEFAULT, NOW.plusSeconds(60)).reroutedSince())
                .contains(NOW);
    }

    @Test
    void a_retry_is_celerys_message_with_one_try_more_after_the_policys_delay() {
        AttemptDecision attemptDecision = AttemptDecision.of(first, retry(null), TWICE, NOW);

        Instant due = NOW.plusSeconds(10);
        assertThat(attemptDecision).isEqualTo(new AttemptDecision.Retry(first.retried(due), due, FAULT));
        TaskMessage next = ((AttemptDecision.Retry) attemptDecision).next();
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.retries()).isEqualTo(1);
        assertThat(next.eta()).isEqualTo(due);
    }

    @Test
    void the_second_retry_waits_twice_as_long() {
        TaskMessage second = first.retried(NOW);

        assertThat(AttemptDecision.of(second, retry(null), TWICE, NOW))
                .isEqualTo(new AttemptDecision.Retry(second.retried(NOW.plusSeconds(20)), NOW.plusSeconds(20), FAULT));
    }

    @Test
    void the_handlers_own_delay_goes_before_the_policys() {
        assertThat(AttemptDecision.of(first, retry(Duration.ZERO), TWICE, NOW))
                .isEqualTo(new AttemptDecision.Retry(first.retried(NOW), NOW, FAULT));
    }

    @Test
    void a_failure_on_the_last_attempt_is_final() {
        TaskMessage third = first.retried(NOW).retried(NOW);
        AttemptDecision failed = new AttemptDecision.End(new Outcome.Failure(FAULT), true);

        assertThat(AttemptDecision.of(third, retry(null), TWICE, NOW)).isEqualTo(failed);
        assertThat(AttemptDecision.of(third.retried(NOW), retry(Duration.ofDays(1)), TWICE, NOW))
                .isEqualTo(failed);
        assertThat(AttemptDecision.of(first, retry(null), RetryPolicy.NEVER, NOW))
                .isEqualTo(failed);
    }

    @Test
    void deciding_twice_is_deciding_once() {
        RetryPolicy jitter = new RetryPolicy(5, Duration.ofHours(1), Duration.ofHours(2), true, true, false);

        assertThat(AttemptDecision.of(first, retry(null), jitter, NOW))
                .isEqualTo(AttemptDecision.of(first, retry(null), jitter, NOW));
    }

    @Test
    void nothing_is_tried_again_in_the_past() {
        assertThatThrownBy(() -> retry(Duration.ofMillis(-1)))
                .hasMessage("retry delay must not be negative, got: PT-0.001S");
    }

    private static Outcome retry(@Nullable Duration delay) {
        return new Outcome.Retry(FAULT, delay);
    }
}
