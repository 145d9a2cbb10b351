package io.apium.worker.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** What a handler returns is stored and sent on only where it can be read again. */
class ResultBoundsTest {

    private final HandlerJson handlerJson = new HandlerJson();

    static Stream<Arguments> overTheirBounds() {
        Object deep = 1;
        for (int i = 0; i <= 300; i++) {
            deep = List.of(deep);
        }
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        return Stream.of(
                Arguments.of(BigInteger.TEN.pow(10_000), "number in JSON must have at most 10000 digits"),
                Arguments.of(List.of(BigInteger.TEN.pow(10_000)), "number in JSON must have at most 10000 digits"),
                Arguments.of(BigInteger.TEN.pow(200_000), "10020"),
                Arguments.of(new BigDecimal("1E+10001"), "exponent"),
                Arguments.of(Map.of("k".repeat(100_001), 1), "100000"),
                Arguments.of(deep, "300"),
                Arguments.of(cycle, "300"),
                Arguments.of("\ud800", "unpaired surrogate"),
                Arguments.of(Map.of("\udc00", 1), "unpaired surrogate"),
                Arguments.of(new JsonText("\"\\udfff\""), "unpaired surrogate"),
                Arguments.of(new JsonText("oops"), "oops"),
                Arguments.of(new JsonText("1 2"), "more than one value"),
                Arguments.of(new JsonText("[1"), ""));
    }

    @ParameterizedTest
    @MethodSource("overTheirBounds")
    void a_result_over_a_bound_is_refused_before_it_is_stored(Object value, String reason) {
        assertThatThrownBy(() -> handlerJson.result(value))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> assertThat(HandlerJson.reason(e)).contains(reason).doesNotContain("Constraints."));
    }

    @Test
    void a_result_at_its_bounds_is_written() {
        assertThat(handlerJson.result(BigInteger.TEN.pow(9_999)).json()).hasSize(10_000);
        assertThat(handlerJson.result(Map.of("k".repeat(100_000), 1)).json()).hasSizeGreaterThan(100_000);
        assertThat(handlerJson.result("\ud83d\ude00").json()).contains("\ud83d\ude00");
    }
}
