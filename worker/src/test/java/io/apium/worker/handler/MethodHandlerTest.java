package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.binding.HandlerJson;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MethodHandlerTest {

    record Answer(String text, Instant at, Optional<Integer> size) {}

    @SuppressWarnings({"unused", "InfiniteRecursion"})
    static class Tasks {

        @Task("returns")
        Object returns(int which) {
            return List.<Object>of(
                            7L,
                            true,
                            "é\n",
                            Double.NaN,
                            Double.POSITIVE_INFINITY,
                            BigInteger.TEN.pow(40),
                            Map.of("a", List.of(1)),
                            new Answer("b", Samples.NOW, Optional.empty()),
                            new JsonText("{ }"))
                    .get(which);
        }

        @Task("nothing")
        void nothing() {}

        @Task("isNull")
        Object isNull() {
            return null;
        }

        @Task("constant")
        static int constant() {
            return 5;
        }

        @Task("checked")
        private void checked(String reason) throws IOException {
            throw new IOException(reason);
        }

        @Task("overflow")
        int overflow(int depth) {
            return overflow(depth + 1) + 1;
        }

        @Task("memory")
        void memory() {
            throw new OutOfMemoryError("as if");
        }

        @Task("cycle")
        List<Object> cycle() {
            List<Object> cycle = new ArrayList<>();
            cycle.add(cycle);
            return cycle;
        }

        @Task("long")
        String tooLong(int length) {
            return "x".repeat(length);
        }

        @Task("current")
        boolean current(TaskContext context) {
            return TaskContext.current().equals(context);
        }

        @Task(" ")
        void blank() {}
    }

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(0, "7"),
                Arguments.of(1, "true"),
                Arguments.of(2, "\"é\\n\""),
                Arguments.of(3, "NaN"),
                Arguments.of(4, "Infinity"),
                Arguments.of(5, "1" + "0".repeat(40)),
                Arguments.of(6, "{\"a\":[1]}"),
                Arguments.of(7, "{\"text\":\"b\",\"at\":\"2026-11-22T12:00:00Z\",\"size\":null}"),
                Arguments.of(8, "{ }"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void what_a_handler_returns_is_written_as_json(int which, String json) {
        assertThat(call("returns", which)).isEqualTo(new Outcome.Success(new JsonText(json)));
    }

    @Test
    void void_and_null_are_null() {
        assertThat(call("nothing")).isEqualTo(new Outcome.Success(JsonText.NULL));
        assertThat(call("isNull")).isEqualTo(new Outcome.Success(JsonText.NULL));
    }

    @Test
    void a_static_method_is_a_handler_too() {
        assertThat(call("constant")).isEqualTo(new Outcome.Success(new JsonText("5")));
    }

    @Test
    void a_checked_exception_is_the_fault_itself() {
        TaskError error = fault(call("checked", "no such file"));

        assertThat(error.type()).isEqualTo("IOException");
        assertThat(error.module()).isEqualTo("java.io");
        assertThat(error.arguments()).containsExactly("no such file");
        assertThat(error.traceback()).contains("HandlerTest$Tasks.checked");
    }

    @Test
    void errors_fail_the_attempt_alone() {
        assertThat(fault(call("overflow", 0)).type()).isEqualTo("StackOverflowError");
        assertThat(fault(call("memory")).type()).isEqualTo("OutOfMemoryError");
    }

    @Test
    void wrong_arguments_are_a_type_error_of_the_task() {
        assertThat(fault(call("checked")))
                .isEqualTo(TaskError.wrongArguments("checked got nothing for parameter 'reason'"));
    }

    @Test
    void a_result_that_json_cannot_hold_fails_and_says_so() {
        TaskError error = fault(call("cycle"));

        assertThat(error.type()).isEqualTo("EncodeError");
        assertThat(error.message()).startsWith("the result of cycle cannot be written as JSON: ");
    }

    @Test
    void a_result_may_have_as_many_bytes_as_the_limit_and_no_more() {
        assertThat(call("long", 98)).isInstanceOf(Outcome.Success.class);
        assertThat(fault(call("long", 99)).message())
                .isEqualTo("the result of long has 101 bytes as JSON, and apium.worker.max-result-size is 100");
    }

    @Test
    void the_context_is_bound_to_the_attempt_and_gone_after_it() {
        assertThat(call("current")).isEqualTo(new Outcome.Success(new JsonText("true")));
        assertThatIllegalStateException().isThrownBy(TaskContext::current).withMessageContaining("no task runs");
    }

    @Test
    void a_name_is_never_blank() {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> call(" "))
                .withMessageContaining("@Task needs a name")
                .withMessageContaining("blank()");
    }

    private static TaskError fault(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failure.class);
        return ((Outcome.Failure) outcome).error();
    }

    private static Outcome call(String task, Object... args) {
        Signature signature = Signature.of(task.isBlank() ? "blank" : task, args);
        return handler(new Tasks(), task).call(Samples.message(signature), Samples.context(signature));
    }

    private static MethodHandler handler(Object bean, String task) {
        return Stream.of(bean.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Task.class))
                .filter(method -> method.getAnnotation(Task.class).value().equals(task))
                .map(method -> new MethodHandler(
                        bean,
                        method,
                        method.getAnnotation(Task.class),
                        new MethodHandler.Results(new HandlerJson(), Samples.sizes(100))))
                .findFirst()
                .orElseThrow();
    }
}
