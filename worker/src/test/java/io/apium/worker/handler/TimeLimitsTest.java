package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.worker.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    static class Declarations {

        @Task(value = "both", softTimeLimit = "PT2S", timeLimit = "PT3S")
        void both() {}

        @Task(value = "none")
        void none() {}

        @Task(value = "noTime", timeLimit = "soon")
        void noTime() {}

        @Task(value = "nothing", softTimeLimit = "PT0S")
        void nothing() {}

        @Task(value = "years", timeLimit = "P800D")
        void years() {}

        @Task(value = "wrongWay", softTimeLimit = "PT3S", timeLimit = "PT3S")
        void wrongWay() {}
    }

    @Test
    void the_shorter_limit_of_each_kind_holds() {
        TimeLimits message = TimeLimits.of(Samples.message(
                Samples.timed(Signature.of("t"), new Timing(null, null, SECOND, Duration.ofSeconds(5)))));

        assertThat(declared("both").and(message)).isEqualTo(new TimeLimits(Duration.ofSeconds(2), SECOND));
        assertThat(declared("none").and(message)).isEqualTo(message);
        assertThat(message.shortest()).contains(SECOND);
    }

    @Test
    void a_limit_of_nothing_or_of_years_is_none_as_a_message_says_it() {
        Timing timing = new Timing(null, null, Duration.ZERO, Duration.ofDays(1_000_000));

        assertThat(TimeLimits.of(Samples.message(Samples.timed(Signature.of("t"), timing))))
                .isEqualTo(TimeLimits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noTime", "nothing", "years"})
    void a_declaration_that_cannot_be_is_named(String method) {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> declared(method))
                .withMessageContaining(method + "()")
                .withMessageContaining("imeLimit is a time such as PT30S, up to 366 days, got: '");
    }

    @Test
    void a_soft_limit_that_never_comes_first_is_refused() {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> declared("wrongWay"))
                .withMessageContaining("softTimeLimit is shorter than timeLimit, got: PT3S and PT3S");
    }

    private static TimeLimits declared(String method) {
        try {
            Task task = Declarations.class.getDeclaredMethod(method).getAnnotation(Task.class);
            return TimeLimits.of(task, method + "()");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
