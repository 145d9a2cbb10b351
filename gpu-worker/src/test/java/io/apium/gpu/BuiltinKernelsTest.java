package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.Given;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The results of the built-in kernels in Java, compared with those of the shortest equivalent loop. */
class BuiltinKernelsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1023, 1025, 1_000_003})
    void saxpy_is_a_x_and_y(int n) throws InterruptedException {
        NumericArray x = Given.array(1, ElementType.F32, n);
        NumericArray y = Given.array(2, ElementType.F32, n);

        NumericArray out =
                Given.work("gpu.saxpy", "a", 2.5, "x", x, "y", y).compute().get("out");

        float[] expected = new float[n];
        for (int i = 0; i < n; i++) {
            expected[i] = 2.5f * x.get(i).floatValue() + y.get(i).floatValue();
        }
        assertThat(out).isEqualTo(NumericArray.of(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 255, 257, 16_383, 16_385, 1_000_003})
    void whole_numbers_add_up_exactly(int n) throws InterruptedException {
        NumericArray bytes = Given.array(1, ElementType.U8, n);
        NumericArray longs = Given.array(2, ElementType.I64, n);

        var sum = Given.work("gpu.reduce", "dtype", "u8", "arrays", Map.of("x", bytes))
                .compute();
        var squares = Given.work(
                        "gpu.reduce", "dtype", "i64", "arrays", Map.of("x", longs), "expr", "x * x", "reduce", "sum")
                .compute();

        assertThat(sum.get("value"))
                .isEqualTo(NumericArray.number(
                        ElementType.I32,
                        IntStream.range(0, n).map(i -> bytes.get(i).intValue()).sum()));
        assertThat(squares.get("value"))
                .isEqualTo(NumericArray.number(
                        ElementType.I64,
                        IntStream.range(0, n)
                                .mapToLong(i -> longs.get(i).longValue())
                                .map(v -> v * v)
                                .sum()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 16_385, 100_003})
    void floats_add_up_closely_and_extremes_are_exact(int n) throws InterruptedException {
        NumericArray x = Given.array(1, ElementType.F32, n);
        NumericArray y = Given.array(2, ElementType.F32, n);
        double dot = 0;
        int least = 0;
        for (int i = 0; i < n; i++) {
            dot += x.get(i).doubleValue() * y.get(i).doubleValue();
            least = x.get(i).floatValue() < x.get(least).floatValue() ? i : least;
        }

        var product = Given.work("gpu.dot", "x", x, "y", y).compute();
        var minimum = Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", "min")
                .compute();
        var where = Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", "argmin")
                .compute();
        var own = Given.work(
                        "gpu.reduce",
                        "arrays",
                        Map.of("x", x),
                        "expr",
                        "-x",
                        "reduce",
                        Map.of("expr", "fmax(acc, v)", "neutral", "-inf"))
                .compute();

        assertThat(product.get("value").get(0).doubleValue()).isCloseTo(dot, within(1e-6 * n * 2500 + 1e-3));
        assertThat(minimum.get("value").get(0)).isEqualTo(x.get(least));
        assertThat(where.get("value").get(0)).isEqualTo(x.get(least));
        assertThat(where.get("index").get(0)).isEqualTo((long) least);
        assertThat(own.get("value").get(0).floatValue()).isEqualTo(-x.get(least).floatValue());
    }

    @Test
    void the_first_nan_is_the_least_and_the_most() throws InterruptedException {
        NumericArray x = NumericArray.of(3, Float.NaN, -7, Float.NaN, 9);

        for (String reduce : List.of("argmin", "argmax")) {
            var found = Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", reduce)
                    .compute();

            assertThat(found.get("index").get(0)).isEqualTo(1L);
            assertThat(found.get("value").get(0)).isEqualTo(Float.NaN);
        }
        assertThat(Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", "max")
                        .compute()
                        .get("value")
                        .get(0))
                .isEqualTo(Float.NaN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 255, 257, 2047, 2049, 100_003})
    void a_scan_has_all_sums_on_the_way(int n) throws InterruptedException {
        NumericArray x = Given.array(1, ElementType.I32, n);
        int[] inclusive = new int[n];
        int[] exclusive = new int[n];
        int[] most = new int[n];
        for (int i = 0; i < n; i++) {
            exclusive[i] = i == 0 ? 0 : inclusive[i - 1];
            inclusive[i] = exclusive[i] + x.get(i).intValue();
            most[i] = i == 0
                    ? x.get(0).intValue()
                    : Math.max(most[i - 1], x.get(i).intValue());
        }

        assertThat(Given.work("gpu.scan", "dtype", "i32", "x", x).compute().get("out"))
                .isEqualTo(NumericArray.of(inclusive));
        assertThat(Given.work("gpu.scan", "dtype", "i32", "x", x, "inclusive", false)
                        .compute()
                        .get("out"))
                .isEqualTo(NumericArray.of(exclusive));
        assertThat(Given.work("gpu.scan", "dtype", "i32", "x", x, "op", "max")
                        .compute()
                        .get("out"))
                .isEqualTo(NumericArray.of(most));
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "1,1,1", "2,0,3", "15,16,17", "63,64,65"})
    void a_product_of_matrices_is_rows_times_columns(int m, int k, int n) throws InterruptedException {
        NumericArray a = Given.array(1, ElementType.I32, m, k);
        NumericArray b = Given.array(2, ElementType.I32, k, n);
        NumericArray x = Given.array(3, ElementType.F32, m, k);
        NumericArray y = Given.array(4, ElementType.F32, k, n);

        NumericArray whole = Given.work("gpu.matmul", "dtype", "i32", "a", a, "b", b)
                .compute()
                .get("out");
        NumericArray real = Given.work("gpu.matmul", "a", x, "b", y).compute().get("out");

        assertThat(whole.shape()).isEqualTo(List.of(m, n));
        for (int i = 0; i < m * n; i++) {
            int sum = 0;
            float product = 0;
            for (int j = 0; j < k; j++) {
                sum += a.get(i / n * k + j).intValue() * b.get(j * n + i % n).intValue();
                product +=
                        x.get(i / n * k + j).floatValue() * y.get(j * n + i % n).floatValue();
            }
            assertThat(whole.get(i)).isEqualTo(sum);
            assertThat(real.get(i)).isEqualTo(product);
        }
    }

    @Test
    void tiles_of_a_mandelbrot_are_the_whole_of_it() throws InterruptedException {
        ByteBuffer together = ByteBuffer.allocate(67 * 41 * 4);
        for (int tile = 0; tile < 5; tile++) {
            together.put(mandelbrot("tile", tile, "tiles", 5).bytes());
        }

        NumericArray whole = mandelbrot("tile", 0, "tiles", 1);

        assertThat(together.flip()).isEqualTo(whole.bytes());
        assertThat(whole.get(41 / 2 * 67 + 40)).as("a point within").isEqualTo(200);
        assertThat(whole.get(0)).as("a corner").isEqualTo(1);
    }

    private static NumericArray mandelbrot(Object... tile) throws InterruptedException {
        Object[] kwargs = {"width", 67, "height", 41, "iterations", 200, "scale", 4, tile[0], tile[1], tile[2], tile[3]
        };
        return Given.work("gpu.mandelbrot", kwargs).compute().get("out");
    }

    @Test
    void pi_comes_close_with_many_samples_and_tiles_have_points_of_their_own() throws InterruptedException {
        var one = Given.work("gpu.monte_carlo_pi", "samples", 3_000_001, "seed", 7)
                .compute();
        var two = Given.work("gpu.monte_carlo_pi", "samples", 3_000_001, "seed", 7, "tile", 1)
                .compute();

        assertThat(one.get("pi").get(0).doubleValue()).isCloseTo(Math.PI, within(0.005));
        assertThat(two.get("pi").get(0).doubleValue()).isCloseTo(Math.PI, within(0.005));
        assertThat(one.get("inside")).isNotEqualTo(two.get("inside"));
    }

    @Test
    void two_bodies_fall_towards_each_other_and_keep_their_momentum() throws InterruptedException {
        var after = Given.work(
                        "gpu.nbody",
                        "positions",
                        List.of(List.of(0, 0, 0), List.of(1, 0, 0)),
                        "velocities",
                        List.of(List.of(0, 0, 0), List.of(0, 0, 0)),
                        "masses",
                        List.of(3, 1),
                        "dt",
                        0.125,
                        "steps",
                        1,
                        "softening",
                        0.001)
                .compute();

        NumericArray speeds = after.get("velocities");
        assertThat(speeds.get(0).doubleValue()).isCloseTo(0.125, within(1e-5));
        assertThat(speeds.get(3).doubleValue()).isCloseTo(-0.375, within(1e-5));
        assertThat(after.get("positions").get(3).doubleValue()).isCloseTo(1 - 0.125 * 0.375, within(1e-5));
    }

    @Test
    void an_interrupt_ends_it() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() ->
                        Given.work("gpu.monte_carlo_pi", "samples", 1L << 36).compute())
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
