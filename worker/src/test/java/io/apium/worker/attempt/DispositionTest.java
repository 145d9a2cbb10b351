package io.apium.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.attempt.Disposition.BecomeFlow;
import io.apium.worker.attempt.Disposition.DeadLetterReason;
import io.apium.worker.attempt.Disposition.End;
import io.apium.worker.attempt.Disposition.Lost;
import io.apium.worker.attempt.Disposition.Requeue;
import io.apium.worker.attempt.Disposition.Reroute;
import io.apium.worker.attempt.Disposition.Retry;
import io.apium.worker.attempt.Disposition.Settled;
import io.apium.worker.handler.Samples;
import io.apium.worker.handler.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispositionTest {

    private static final Instant NOW = Samples.NOW;
    private static final TaskMessage FIRST = Samples.message("id", Signature.of("t"));
    private static final TaskMessage SECOND = FIRST.retried(NOW);
    private static final TaskError ERROR = new TaskError("E", "m", List.of("why"), null);
    private static final Outcome.Failure FAILURE = new Outcome.Failure(ERROR);
    private static final Outcome.Success SUCCESS = new Outcome.Success(new JsonText("1"));
    private static final QueueName OTHER = new QueueName("other");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RetryPolicy ONCE = new RetryPolicy(1, MINUTE, MINUTE, false, false, false);
    private static final RetryPolicy ONCE_AND_KEEP = new RetryPolicy(1, MINUTE, MINUTE, false, false, true);

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments(FIRST, SUCCESS, ONCE, new End(SUCCESS, null)),
                arguments(FIRST, FAILURE, ONCE_AND_KEEP, new End(FAILURE, null)),
                arguments(FIRST, new Outcome.Retry(ERROR, null), ONCE, retry(MINUTE)),
                arguments(FIRST, new Outcome.Retry(ERROR, Duration.ofSeconds(2)), ONCE, retry(Duration.ofSeconds(2))),
                arguments(SECOND, new Outcome.Retry(ERROR, null), ONCE, new End(FAILURE, null)),
                arguments(
                        SECOND,
                        new Outcome.Retry(ERROR, null),
                        ONCE_AND_KEEP,
                        new End(FAILURE, new DeadLetterReason(Cause.EXHAUSTED, "attempt 2 was the last, and failed"))),
                arguments(
                        FIRST,
                        new Outcome.Reroute(ERROR, OTHER, Duration.ZERO),
                        ONCE,
                        new Reroute(FIRST.rerouted(OTHER, NOW), null, ERROR)),
                arguments(
                        SECOND,
                        new Outcome.Reroute(ERROR, OTHER, MINUTE),
                        ONCE,
                        new Reroute(SECOND.rerouted(OTHER, NOW), NOW.plus(MINUTE), ERROR)));
    }

    private static Retry retry(Duration delay) {
        return new Retry(FIRST.retried(NOW.plus(delay)), NOW.plus(delay), ERROR);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void an_outcome_and_the_retry_policy_decide(
            TaskMessage message, Outcome outcome, RetryPolicy policy, Disposition expected) {
        assertThat(Disposition.of(message, outcome, policy, NOW)).isEqualTo(expected);
    }

    @Test
    void a_plan_becomes_a_flow_or_fails_the_task() {
        Plan plan = new Plan.Task(Signature.of("add", 1));
        Plan deep = plan;
        for (int i = 0; i < 100_000; i++) {
            deep = new Plan.Chain(List.of(deep));
        }

        assertThat(Disposition.ofPlan(FIRST, plan, NOW))
                .isEqualTo(new BecomeFlow(FlowState.inPlaceOf(FIRST, plan, NOW)));
        assertThat(Disposition.ofPlan(FIRST, deep, NOW))
                .isInstanceOfSatisfying(
                        End.class, end -> assertThat(end.outcome()).isInstanceOf(Outcome.Failure.class));
    }

    static Stream<Arguments> stops() {
        Disposition ofHandler = new End(SUCCESS, null);
        return Stream.of(
                arguments(null, ofHandler),
                arguments(StopReason.SOFT_LIMIT, ofHandler),
                arguments(StopReason.REVOKED, Disposition.revoked("terminated")),
                arguments(StopReason.HARD_LIMIT, new Settled()),
                arguments(StopReason.STUCK, new Settled()),
                arguments(StopReason.WORKER_STOPPED, new Settled()));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void the_reason_of_a_stop_overrides_the_outcome_of_the_handler(@Nullable StopReason stop, Disposition expected) {
        assertThat(Disposition.afterStop(stop, () -> new End(SUCCESS, null))).isEqualTo(expected);
    }

    @Test
    void the_hard_limit_fails_a_task_with_its_last_output_unless_it_was_revoked() {
        assertThat(Disposition.overdue(false, MINUTE, "last line"))
                .isEqualTo(new End(new Outcome.Failure(TaskError.timeLimit(MINUTE, "last line")), null));
        assertThat(Disposition.overdue(true, MINUTE, "last line")).isEqualTo(Disposition.revoked("terminated"));
    }

    static Stream<Arguments> shutdowns() {
        return Stream.of(
                arguments(false, false, false, Optional.of(Requeue.NOW)),
                arguments(true, false, false, Optional.empty()),
                arguments(true, true, false, Optional.of(new Lost())),
                arguments(true, false, true, Optional.of(Requeue.NOW)));
    }

    @ParameterizedTest
    @MethodSource("shutdowns")
    void a_shutdown_requeues_what_does_not_run_and_at_its_timeout_what_does(
            boolean runs, boolean isExiting, boolean isTimeout, Optional<Disposition> expected) {
        assertThat(Disposition.atShutdown(runs, isExiting, isTimeout)).isEqualTo(expected);
    }

    static Stream<Arguments> deadLetters() {
        return Stream.of(
                arguments(Disposition.expired(NOW, true), Cause.EXPIRED, "it was not run before " + NOW),
                arguments(Disposition.unknownTask("t"), Cause.UNKNOWN_TASK, "no handler for task t"),
                arguments(Disposition.workerLost(5), Cause.POISONED, "its worker was lost 5 times while running it"));
    }

    @ParameterizedTest
    @MethodSource("deadLetters")
    void some_ends_keep_the_message_as_a_dead_letter(End end, Cause cause, String reason) {
        assertThat(end.deadLetter()).isEqualTo(new DeadLetterReason(cause, reason));
    }

    @Test
    void an_expired_task_is_revoked_without_a_dead_letter_by_default() {
        assertThat(Disposition.expired(NOW, false)).isEqualTo(Disposition.revoked("expired"));
    }
}
