package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRulesTest {

    @SuppressWarnings("unused")
    static class Tasks {

        @Task("silent")
        void silent() {}

        @Task(value = "plain", retry = @Retry)
        void plain() {}

        @Task(value = "backoff", retry = @Retry(backoff = true))
        void backoff() {}

        @Task(
                value = "chosen",
                retry =
                        @Retry(
                                max = 7,
                                on = {IOException.class, OutOfMemoryError.class},
                                notOn = FileNotFoundException.class,
                                delay = "PT2S",
                                delayMax = "PT1H",
                                backoff = true,
                                jitter = true,
                                deadLetter = true))
        void chosen() {}

        @Task(value = "onRequest", retry = @Retry(on = {}))
        void onRequest() {}

        @Task(value = "text", retry = @Retry(delay = "soon"))
        void text() {}

        @Task(value = "long", retry = @Retry(delayMax = "P400D"))
        void tooLong() {}

        @Task(value = "often", retry = @Retry(max = 10_001))
        void often() {}

        @Task(value = "negative", retry = @Retry(max = -1))
        void negative() {}
    }

    private static final RetryPolicy SENDERS =
            new RetryPolicy(1, Duration.ZERO, Duration.ofMinutes(1), false, false, false);
    private static final TaskMessage SAYS_NOTHING = Samples.message(Signature.of("t"));
    private static final TaskMessage SAYS_HOW =
            Samples.message(Signature.of("t").with(TaskOptions.NONE.withExtra(TaskMessage.RETRY, SENDERS.header())));

    private final TaskContext context = Samples.context(Signature.of("t"));

    @Test
    void what_is_declared_is_the_policy_unless_the_message_has_one() {
        assertThat(retries("silent").policy(SAYS_NOTHING)).isEqualTo(RetryPolicy.ON_REQUEST);
        assertThat(retries("plain").policy(SAYS_NOTHING))
                .isEqualTo(new RetryPolicy(3, Duration.ofMinutes(3), Duration.ofMinutes(10), false, false, false));
        assertThat(retries("backoff").policy(SAYS_NOTHING).delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries("chosen").policy(SAYS_NOTHING))
                .isEqualTo(new RetryPolicy(7, Duration.ofSeconds(2), Duration.ofHours(1), true, true, true));
        assertThat(retries("chosen").policy(SAYS_HOW)).isEqualTo(SENDERS);
        assertThat(retries("silent").policy(SAYS_HOW)).isEqualTo(SENDERS);
    }

    @Test
    void without_a_declaration_an_exception_fails_the_task() {
        assertFails(retries("silent").outcome(new IOException("x"), SAYS_NOTHING));
        assertFails(retries("onRequest").outcome(new IOException("x"), SAYS_NOTHING));
    }

    @Test
    void what_is_declared_is_tried_again_and_nothing_else() {
        RetryRules chosen = retries("chosen");

        assertTriedAgain(chosen.outcome(new IOException("x"), SAYS_NOTHING));
        assertTriedAgain(chosen.outcome(new OutOfMemoryError("x"), SAYS_NOTHING));
        assertFails(chosen.outcome(new FileNotFoundException("x"), SAYS_NOTHING));
        assertFails(chosen.outcome(new IllegalStateException("x"), SAYS_NOTHING));
        assertTriedAgain(retries("plain").outcome(new IllegalStateException("x"), SAYS_NOTHING));
        assertFails(retries("plain").outcome(new OutOfMemoryError("x"), SAYS_NOTHING));
    }

    @Test
    void a_message_with_a_policy_has_every_exception_tried_again_that_can_ever_work() {
        assertTriedAgain(retries("silent").outcome(new IllegalStateException("x"), SAYS_HOW));
        assertTriedAgain(retries("chosen").outcome(new IllegalStateException("x"), SAYS_HOW));
        assertFails(retries("chosen").outcome(new FileNotFoundException("x"), SAYS_HOW));
        assertFails(retries("silent").outcome(new OutOfMemoryError("x"), SAYS_HOW));
        assertTriedAgain(retries("chosen").outcome(new OutOfMemoryError("x"), SAYS_HOW));
    }

    @Test
    void a_handler_may_always_ask() {
        RetryRules silent = retries("silent");
        IOException cause = new IOException("x");

        assertThat(silent.outcome(context.retry(cause, Duration.ofSeconds(9)), SAYS_NOTHING))
                .isEqualTo(new Outcome.Retry(TaskError.of(cause), Duration.ofSeconds(9)));
        assertThat(silent.outcome(context.retry(cause), SAYS_NOTHING))
                .isEqualTo(new Outcome.Retry(TaskError.of(cause), null));
        assertThat(silent.outcome(context.retry(), SAYS_NOTHING))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.error().type()).isEqualTo("RetryRequested"));
    }

    @Test
    void nobody_asks_for_a_delay_that_cannot_be() {
        assertThatIllegalArgumentException().isThrownBy(() -> context.retry(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.retry(Duration.ofDays(367)))
                .withMessage("the delay before a retry must be 0 to 366 days, got: PT8808H");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | delay is a time such as PT30S, got: 'soon'",
                "long | the longest delay before a retry must be 0 to 366 days, got: PT9600H",
                "often | maxRetries must be 0 to 10000, got: 10001",
                "negative | maxRetries must be 0 to 10000, got: -1",
            })
    void a_declaration_that_cannot_be_is_named(String task, String reason) {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> retries(task))
                .withMessageStartingWith("@Retry of void io.apium.worker.handler.RetryRulesTest$Tasks.")
                .withMessageEndingWith(": " + reason);
    }

    private static void assertTriedAgain(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }

    private static void assertFails(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    }

    private static RetryRules retries(String task) {
        Method method = Stream.of(Tasks.class.getDeclaredMethods())
                .filter(one -> one.isAnnotationPresent(Task.class))
                .filter(one -> one.getAnnotation(Task.class).value().equals(task))
                .findFirst()
                .orElseThrow();
        return RetryRules.of(method.getAnnotation(Task.class).retry(), method);
    }
}
