package io.apium.worker.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.JsonText;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Numbers that a double does not hold exactly, or at all, on their way through a handler. */
class ExactNumbersTest {

    private final HandlerJson handlerJson = new HandlerJson();

    @SuppressWarnings("unused")
    static class Methods {
        void ints(int x) {}

        void longs(long x, long y) {}

        void doubles(double x) {}

        void floats(float x) {}

        void arrays(double[] x) {}

        void decimals(BigDecimal x) {}

        void numbers(Number x) {}

        void nodes(JsonNode x) {}

        void anything(Object x) {}

        void lists(List<Object> x) {}
    }

    /** What is only passed through, into parameters that can hold it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+400", "1E-400", "-1E+400", "12345678901234567890.5", "0.1234567890123456789012345678901234567890",
                "3.14159265358979323846264338327950288419", "0.1", "1.0E300", "NaN", "123456789012345678901234567890"
            })
    void a_number_keeps_its_digits_on_the_way_through_a_handler(String number) {
        Object read = handlerJson.value(number);
        for (Object argument : List.of(read, new JsonText(number))) {
            assertThat(handlerJson.result(bind("anything", List.of(argument), Map.of())[0]))
                    .isEqualTo(new JsonText(number));
            assertThat(handlerJson.result(bind("lists", List.of(List.of(argument)), Map.of())[0]))
                    .isEqualTo(new JsonText("[" + number + "]"));
            assertThat(handlerJson.result(bind("numbers", List.of(argument), Map.of())[0]))
                    .isEqualTo(new JsonText(number));
            if (!number.equals("NaN")) {
                Object node = bind("nodes", List.of(argument), Map.of())[0];
                assertThat(new BigDecimal(handlerJson.result(node).json())).isEqualByComparingTo(number);
                assertThat(bind("decimals", List.of(argument), Map.of())[0])
                        .isInstanceOfSatisfying(
                                BigDecimal.class, decimal -> assertThat(decimal).isEqualByComparingTo(number));
            }
        }
    }

    static Stream<Arguments> unrepresentable() {
        return Stream.of("1e400", "-1e400", "1e-400", "1e39", "1e-60", "1" + "0".repeat(400))
                .flatMap(number -> Stream.of("doubles", "floats", "arrays", "ints", "longs")
                        .filter(method -> method.equals("floats")
                                || !number.matches("1e39|1e-60|.{300,}")
                                || method.matches("ints|longs"))
                        .flatMap(method -> Stream.of(new HandlerJson().value(number), new JsonText(number))
                                .map(argument -> Arguments.of(
                                        method,
                                        method.equals("arrays")
                                                ? List.of(List.of(argument))
                                                : method.equals("longs") ? List.of(argument, 1) : List.of(argument),
                                        Map.of(),
                                        "t." + method + " got an invalid value for parameter 'x'"))));
    }

    @ParameterizedTest
    @MethodSource("unrepresentable")
    void a_number_that_a_parameter_cannot_hold_is_refused_with_its_name(
            String method, List<Object> args, Map<String, Object> kwargs, String reason) {
        assertThatThrownBy(() -> bind(method, args, kwargs))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining(reason);
    }

    private static Object[] bind(String name, List<Object> args, Map<String, Object> kwargs) {
        Method method = Stream.of(Methods.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        ArgumentBinding binding =
                new ArgumentBinding("t." + name, method, Methods.class, Void.class, new HandlerJson());
        return binding.bind(new Signature("t." + name, args, kwargs, TaskOptions.NONE, false), "no context");
    }
}
