package io.apium.worker.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.JsonText;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentBindingTest {

    record Point(int x, int y) {}

    /** The injected parameter, in place of the worker's own context. */
    record Injected(String name) {}

    static class Generic<T> {
        void generic(T value) {}
    }

    @SuppressWarnings("unused")
    static class Methods extends Generic<Point> {
        void longs(long x, long y) {}

        void ints(int x) {}

        void doubles(double x) {}

        void decimals(BigDecimal x) {}

        void integers(BigInteger x) {}

        void booleans(boolean x) {}

        void strings(String x) {}

        void anything(Object x) {}

        void raw(JsonText x) {}

        void bytes(byte[] x) {}

        void unit(TimeUnit x) {}

        void moments(Instant at, LocalDate day, Duration length, OffsetDateTime there) {}

        void points(List<Point> points, Map<String, Point> named) {}

        void optional(String x, Optional<Long> y, OptionalInt z) {}

        void context(Injected context, String x) {}

        void whole(Signature signature, Injected context) {}

        void wholeAndMore(Signature signature, String x) {}
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("longs", List.of(2, 3), Map.of(), List.of(2L, 3L)),
                Arguments.of("longs", List.of(2), Map.of("y", 3L), List.of(2L, 3L)),
                Arguments.of("longs", List.of(), Map.of("y", 3, "x", 2), List.of(2L, 3L)),
                Arguments.of("longs", List.of(new JsonText("2"), 3), Map.of(), List.of(2L, 3L)),
                Arguments.of("ints", List.of(7L), Map.of(), List.of(7)),
                Arguments.of("doubles", List.of(7), Map.of(), List.of(7.0)),
                Arguments.of("doubles", List.of(7L), Map.of(), List.of(7.0)),
                Arguments.of("doubles", List.of(Double.NaN), Map.of(), List.of(Double.NaN)),
                Arguments.of(
                        "doubles", List.of(new JsonText("-Infinity")), Map.of(), List.of(Double.NEGATIVE_INFINITY)),
                Arguments.of("decimals", List.of(0.1), Map.of(), List.of(new BigDecimal("0.1"))),
                Arguments.of("decimals", List.of("1.50"), Map.of(), List.of(new BigDecimal("1.50"))),
                Arguments.of(
                        "decimals",
                        List.of(new JsonText("0.10000000000000000000001")),
                        Map.of(),
                        List.of(new BigDecimal("0.10000000000000000000001"))),
                Arguments.of("integers", List.of(5), Map.of(), List.of(BigInteger.valueOf(5))),
                Arguments.of("booleans", List.of(true), Map.of(), List.of(true)),
                Arguments.of("strings", List.of("a"), Map.of(), List.of("a")),
                Arguments.of("strings", Arrays.asList((Object) null), Map.of(), Arrays.asList((Object) null)),
                Arguments.of("anything", List.of(2.5), Map.of(), List.of(2.5)),
                Arguments.of("anything", List.of(List.of(new JsonText("1"))), Map.of(), List.of(List.of(1))),
                Arguments.of("raw", List.of(Map.of("a", 1)), Map.of(), List.of(new JsonText("{\"a\":1}"))),
                Arguments.of("raw", List.of(new JsonText("[1, 2]")), Map.of(), List.of(new JsonText("[1, 2]"))),
                Arguments.of("unit", List.of("SECONDS"), Map.of(), List.of(TimeUnit.SECONDS)),
                Arguments.of("generic", List.of(Map.of("x", 1, "y", 2)), Map.of(), List.of(new Point(1, 2))),
                Arguments.of(
                        "moments",
                        List.of("2026-11-22T10:00:00Z", "2026-11-22", "PT5S", "2026-11-22T10:00:00+02:00"),
                        Map.of(),
                        List.of(
                                Instant.parse("2026-11-22T10:00:00Z"),
                                LocalDate.of(2026, 11, 22),
                                Duration.ofSeconds(5),
                                OffsetDateTime.parse("2026-11-22T10:00:00+02:00"))),
                Arguments.of(
                        "points",
                        List.of(List.of(Map.of("x", 1, "y", 2)), Map.of("a", new JsonText("{\"x\":3,\"y\":4}"))),
                        Map.of(),
                        List.of(List.of(new Point(1, 2)), Map.of("a", new Point(3, 4)))),
                Arguments.of(
                        "optional", List.of("a"), Map.of("z", 5), List.of("a", Optional.empty(), OptionalInt.of(5))),
                Arguments.of(
                        "optional",
                        Arrays.asList("a", 1, null),
                        Map.of(),
                        List.of("a", Optional.of(1L), OptionalInt.empty())),
                Arguments.of("context", List.of("a"), Map.of(), List.of(new Injected("it"), "a")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void arguments_become_parameters(String method, List<Object> args, Map<String, Object> kwargs, List<Object> bound) {
        assertThat(bind(method, args, kwargs)).isEqualTo(bound.toArray());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("longs", List.of(1, 2, 3), Map.of(), "t.longs takes 2 arguments (x, y), got 3"),
                Arguments.of("longs", List.of(1), Map.of("z", 2), "t.longs has no parameter 'z'; it takes (x, y)"),
                Arguments.of(
                        "longs",
                        List.of(1),
                        Map.of("x", 2),
                        "t.longs got parameter 'x' twice, by position and by name"),
                Arguments.of("longs", List.of(1), Map.of(), "t.longs got nothing for parameter 'y'"),
                Arguments.of(
                        "longs", Arrays.asList(1, null), Map.of(), "t.longs got null for parameter 'y' of type long"),
                Arguments.of("longs", List.of(1, 2.5), Map.of(), "t.longs got an invalid value for parameter 'y'"),
                Arguments.of("longs", List.of(1, "5"), Map.of(), "t.longs got an invalid value for parameter 'y'"),
                Arguments.of("longs", List.of(1, true), Map.of(), "t.longs got an invalid value for parameter 'y'"),
                Arguments.of("ints", List.of(1L << 40), Map.of(), "out of range of `int`"),
                Arguments.of("strings", List.of(5), Map.of(), "t.strings got an invalid value for parameter 'x'"),
                Arguments.of(
                        "strings", List.of(List.of()), Map.of(), "t.strings got an invalid value for parameter 'x'"),
                Arguments.of("booleans", List.of(1), Map.of(), "t.booleans got an invalid value for parameter 'x'"),
                Arguments.of(
                        "decimals", List.of("much"), Map.of(), "t.decimals got an invalid value for parameter 'x'"),
                Arguments.of("unit", List.of("PARSEC"), Map.of(), "PARSEC"),
                Arguments.of("unit", List.of(1), Map.of(), "t.unit got an invalid value for parameter 'x'"),
                Arguments.of("points", List.of(List.of(Map.of("x", 1, "y", "b")), Map.of()), Map.of(), "[\"y\"]"),
                Arguments.of("context", List.of("a"), Map.of("context", "b"), "t.context has no parameter 'context'"),
                Arguments.of("longs", List.of(new JsonText("{"), 1), Map.of(), "invalid value for parameter 'x'"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void wrong_arguments_are_named(String method, List<Object> args, Map<String, Object> kwargs, String reason) {
        assertThatThrownBy(() -> bind(method, args, kwargs))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void bytes_come_as_base64() {
        Object[] bound = bind("bytes", List.of("aGVsbG8="), Map.of());

        assertThat((byte[]) bound[0]).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_signature_is_handed_over_as_it_came() {
        Object[] bound = bind("whole", List.of(1, 2), Map.of("index", 0));

        assertThat(bound[0])
                .isInstanceOfSatisfying(
                        Signature.class,
                        signature -> assertThat(signature.args()).containsExactly(1, 2));
        assertThat(bound[1]).isEqualTo(new Injected("it"));
    }

    @Test
    void a_signature_and_other_parameters_do_not_go_together() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bind("wholeAndMore", List.of(), Map.of()))
                .withMessageContaining("t.wholeAndMore")
                .withMessageContaining("must have no others");
    }

    private static Object[] bind(String name, List<Object> args, Map<String, Object> kwargs) {
        Method method = Stream.<Class<?>>of(Methods.class, Methods.class.getSuperclass())
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        ArgumentBinding binding =
                new ArgumentBinding("t." + name, method, Methods.class, Injected.class, new HandlerJson());
        return binding.bind(new Signature("t." + name, args, kwargs, TaskOptions.NONE, false), new Injected("it"));
    }
}
