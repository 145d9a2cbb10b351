package io.apium.gpu.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.InvalidArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedArgumentsTest {

    @Test
    void expressions_and_what_they_go_over_are_refused_by_name() {
        NumericArray three = Given.array(1, ElementType.F32, 3);
        NumericArray two = Given.array(1, ElementType.F32, 2);

        refused(
                "argument 'expr' has an invalid expression: at column 5: unknown name 'z'",
                "gpu.elementwise",
                "expr",
                "x + z",
                "arrays",
                Map.of("x", three));
        refused(
                "argument 'arrays' must have the same shape as the others; x has [3], y has [2]",
                "gpu.elementwise",
                "expr",
                "x + y",
                "arrays",
                sorted("x", three, "y", two));
        refused(
                "argument 'expr' has an invalid expression: at column 1: 'exp' is not bit-identical",
                "gpu.elementwise",
                "expr",
                "exp(x)",
                "fp",
                "strict",
                "arrays",
                Map.of("x", three));
        refused("argument 'arrays' must name at least one array", "gpu.elementwise", "expr", "1", "arrays", Map.of());
        refused(
                "argument 'arrays' must have names of 1 to 32 characters",
                "gpu.elementwise",
                "expr",
                "1",
                "arrays",
                Map.of("a b", three));
    }

    @Test
    void shapes_and_sizes_are_refused_by_name() {
        NumericArray three = Given.array(1, ElementType.F32, 3);

        refused("argument 'dtype' must be one of f32, f64, i32, got: u8", "gpu.matmul", "dtype", "u8");
        refused(
                "argument 'b' must have as many rows as a has columns: a has shape [2, 2], b has [3, 1]",
                "gpu.matmul",
                "a",
                Given.array(1, ElementType.F32, 2, 2),
                "b",
                Given.array(1, ElementType.F32, 3, 1));
        refused("argument 'a' must have rows and columns, got shape [3]", "gpu.matmul", "a", three, "b", three);
        refused(
                "argument 'arrays' must not be empty: argmax of no elements is undefined",
                "gpu.reduce",
                "arrays",
                Map.of("x", List.of()),
                "reduce",
                "argmax");
        refused(
                "argument 'reduce' has an invalid expression: at column 7: unknown name 'w'",
                "gpu.reduce",
                "arrays",
                Map.of("x", three),
                "reduce",
                Map.of("expr", "acc + w", "neutral", 0));
        refused("argument 'samples' must be 1 to 68719476736, got: 0", "gpu.monte_carlo_pi", "samples", 0);
        refused(
                "argument 'steps' times the square of the bodies",
                "gpu.nbody",
                "steps",
                9000,
                "masses",
                Given.array(1, ElementType.F32, 4000));
        refused(
                "argument 'positions' must have shape [3, 3]",
                "gpu.nbody",
                "masses",
                three,
                "positions",
                three,
                "velocities",
                three,
                "dt",
                1);
        refused("argument 'max' must be more than min", "gpu.histogram", "x", three, "bins", 4, "min", 1, "max", 1);
        refused(
                "argument 'tile' must be 0 to 3, got: 4",
                "gpu.mandelbrot",
                "width",
                8,
                "height",
                8,
                "tiles",
                4,
                "tile",
                4);
        refused("argument 'y' is required", "gpu.dot", "x", three);
        refused("argument 'z' is unknown; allowed are x, y, dtype", "gpu.dot", "z", three);
    }

    private static Map<String, Object> sorted(String one, Object first, String other, Object second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(one, first);
        map.put(other, second);
        return map;
    }

    private static void refused(String message, String task, Object... kwargs) {
        assertThatThrownBy(() -> Given.refusable(task, kwargs))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
