package io.apium.worker.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskOptions;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.worker.RetryRequestedException;
import io.apium.worker.TaskContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuiltinTasksTest {

    private final MathTasks math = new MathTasks();
    private final DemoTasks demo = new DemoTasks();
    private final FaultTasks error = new FaultTasks(false);
    private final NumberTasks numbers = new NumberTasks();
    private final TextTasks text = new TextTasks();
    private final List<Object> reports = new ArrayList<>();
    private final TaskContext context = context();

    @Test
    void arithmetic_is_exact() {
        assertThat(math.add(new BigDecimal("0.1"), new BigDecimal("0.2"))).isEqualTo("0.3");
        assertThat(math.add(BigDecimal.TEN.pow(50), BigDecimal.ONE)).isEqualTo("1" + "0".repeat(49) + "1");
        assertThat(math.mul(new BigDecimal("1.5"), BigDecimal.TWO)).isEqualByComparingTo("3");
        assertThat(math.square(new BigDecimal(12))).isEqualTo("144");
        assertThat(math.sum(List.of(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("0.5"))))
                .isEqualTo("3.5");
        assertThat(math.sum(List.of())).isEqualTo("0");
    }

    @Test
    void a_number_that_is_short_to_write_and_too_long_to_add_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> math.add(new BigDecimal("1e999999999"), BigDecimal.ONE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> math.sum(List.of(new BigDecimal("1e-999999999"))));
    }

    @Test
    void an_echo_is_what_was_said() {
        assertThat(demo.echo(new JsonText("{\"a\": 1.10}"))).isEqualTo(new JsonText("{\"a\": 1.10}"));
    }

    @Test
    void a_sleep_ends_after_its_time_or_when_it_is_interrupted() throws InterruptedException {
        assertThat(demo.sleep(0.001)).isEqualTo(0.001);

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> demo.sleep(1000));
        assertThatIllegalArgumentException().isThrownBy(() -> demo.sleep(-1)).withMessageContaining("got: -1.0");
    }

    @Test
    void a_failure_says_what_it_was_asked_to_say() {
        assertThatIllegalStateException()
                .isThrownBy(() -> demo.fail(Optional.of("boom")))
                .withMessage("boom");
        assertThatIllegalStateException()
                .isThrownBy(() -> demo.fail(Optional.empty()))
                .withMessage("asked to fail");
    }

    @Test
    void what_is_flaky_asks_to_be_tried_again_until_it_has_failed_often_enough() {
        assertThatExceptionOfType(RetryRequestedException.class)
                .isThrownBy(() -> demo.flaky(1, Optional.of(0.5), context))
                .withRootCauseInstanceOf(IllegalStateException.class);
        assertThat(demo.flaky(0, Optional.empty(), context)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> demo.flaky(1, Optional.of(-1.0), context));
    }

    @Test
    void nobody_ends_a_worker_that_does_not_allow_it() {
        assertThatIllegalStateException()
                .isThrownBy(error::crash)
                .withMessage("demo.crash would end the worker's process, and apium.demo.allow-exit is false");
        assertThatIllegalStateException()
                .isThrownBy(() -> error.exit(Optional.of(3)))
                .withMessage("demo.exit would end the worker's process, and apium.demo.allow-exit is false");
        assertThatIllegalStateException()
                .isThrownBy(() -> error.allocate(513))
                .withMessageStartingWith("demo.allocate of more than 512 MiB may end the worker's process");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.exit(Optional.of(256)))
                .withMessage("code must be 0 to 255, got: 256");
    }

    @Test
    void what_spins_hears_no_interrupt() {
        long start = System.nanoTime();
        Thread.currentThread().interrupt();

        assertThat(error.spin(0.02)).isEqualTo(0.02);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.spin(3601))
                .withMessage("seconds must be 0 to 3600, got: 3601.0");
    }

    @Test
    void what_is_hungry_says_how_much_it_had() {
        assertThat(error.allocate(3)).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> error.allocate(0)).withMessageContaining("got: 0");
    }

    @Test
    void every_step_is_reported() throws InterruptedException {
        assertThat(demo.progress(3, 0, context)).isEqualTo(3);
        assertThat(reports).hasSize(3);
        assertThatIllegalArgumentException().isThrownBy(() -> demo.progress(0, 0, context));
    }

    @Test
    void a_random_list_is_the_same_for_the_same_seed() {
        RandomList list = numbers.randomList(10_000, Optional.of(7L), context);

        assertThat(list.size()).isEqualTo(10_000);
        assertThat(list.mean()).isBetween(0.48, 0.52);
        assertThat(numbers.randomList(10_000, Optional.of(7L), context)).isEqualTo(list);
        assertThat(numbers.randomList(10_000, Optional.of(8L), context)).isNotEqualTo(list);
        assertThat(numbers.randomList(10, Optional.empty(), context))
                .isEqualTo(numbers.randomList(10, Optional.empty(), context));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.randomList(50_000_001, Optional.empty(), context))
                .withMessageContaining("got: 50000001");
    }

    @Test
    void the_longest_collatz_chains_are_those_that_are_known() {
        assertThat(numbers.collatz(1, 9)).isEqualTo(new CollatzChain(9, 19));
        assertThat(numbers.collatz(1, 999)).isEqualTo(new CollatzChain(871, 178));
        assertThat(numbers.collatz(1, 999_999)).isEqualTo(new CollatzChain(837_799, 524));
        assertThat(numbers.collatz(12, 2)).as("the first of equally long ones").isEqualTo(new CollatzChain(12, 9));
        assertThat(numbers.collatz(319_804_831, 1))
                .as("the one that climbs highest, to 1,414,236,446,719,942,480")
                .isEqualTo(new CollatzChain(319_804_831, 592));
    }

    @Test
    void chains_out_of_bounds_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.collatz(1, 10_000_001))
                .withMessageContaining("got: 10000001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.collatz(0, 1))
                .withMessageContaining("got: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.collatz(1_000_000_000, 2))
                .withMessageContaining("got: 1000000000");
    }

    @Test
    void words_are_letters_and_digits_in_lower_case() {
        assertThat(text.wordCount("Über den 7 Bergen, ÜBER! don't"))
                .isEqualTo(Map.of("über", 2L, "den", 1L, "7", 1L, "bergen", 1L, "don", 1L, "t", 1L));
    }

    @Test
    void counts_are_merged() {
        assertThat(text.mergeCounts(List.of(Map.of("a", 1L, "b", 2L), Map.of("b", 3L), Map.of())))
                .isEqualTo(Map.of("a", 1L, "b", 5L));
    }

    @Test
    void accumulate_gives_all_arguments_or_one() {
        CanvasTasks canvas = new CanvasTasks();
        Signature two = Signature.of("celery.accumulate", List.of(1, 2), 3);

        assertThat(canvas.accumulate(two)).isEqualTo(List.of(List.of(1, 2), 3));
        assertThat(canvas.accumulate(two.keyword("index", 0))).isEqualTo(List.of(1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> canvas.accumulate(two.keyword("index", 2)))
                .withMessage("index 2 is out of range for 2 arguments");
    }

    private TaskContext context() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Signature signature = Signature.of("t").with(TaskOptions.NONE.withId(new TaskId("one")));
        return new TaskContext(
                Submission.of(signature, SubmissionContext.client(now))
                        .messages()
                        .getFirst(),
                reports::add);
    }
}
