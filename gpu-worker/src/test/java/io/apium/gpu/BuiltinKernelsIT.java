package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.Given;
import io.apium.gpu.kernel.OpenClLaunches;
import io.apium.gpu.work.BatchableWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in kernel has the same result on OpenCL devices as in Java, bit for bit. */
class BuiltinKernelsIT {

    @TempDir
    Path folder;

    @Test
    void every_kernel_comes_to_the_same_bits_on_pocl_as_in_java() throws Exception {
        OpenClLaunches launches = new OpenClLaunches(folder);
        List<List<BatchableWork>> all = new ArrayList<>();
        for (int n : new int[] {0, 1, 63, 64, 65, 255, 257, 2047, 2049, 16_385, 1_000_003}) {
            ofLength(n).forEach(work -> all.add(List.of(work)));
        }
        others(1).forEach(work -> all.add(List.of(work)));
        others(40).forEach(work -> all.add(List.of(work)));
        all.addAll(batches());
        all.forEach(launches::add);

        assertSame(all, launches.onPocl());
    }

    @Test
    void every_kernel_comes_to_the_same_bits_on_oclgrind_which_finds_no_fault() throws Exception {
        OpenClLaunches launches = new OpenClLaunches(folder);
        List<List<BatchableWork>> all = new ArrayList<>();
        for (int n : new int[] {0, 1, 65, 257}) {
            ofLength(n).forEach(work -> all.add(List.of(work)));
        }
        others(1).forEach(work -> all.add(List.of(work)));
        all.forEach(launches::add);

        assertSame(all, launches.onOclgrind());
    }

    private static void assertSame(List<List<BatchableWork>> works, List<List<Map<String, NumericArray>>> came)
            throws Exception {
        for (int i = 0; i < works.size(); i++) {
            for (int j = 0; j < works.get(i).size(); j++) {
                BatchableWork work = works.get(i).get(j);
                Map<String, NumericArray> java = work.compute();
                assertThat(came.get(i).get(j).equals(java))
                        .as(
                                "launch %d, work %d, which is %s with %d bytes: %s as in Java",
                                i, j, work.program().task(), work.inBytes(), java)
                        .isTrue();
            }
        }
    }

    /** A work of each program that goes over arrays. */
    private static List<BatchableWork> ofLength(int n) {
        NumericArray x = Given.array(n, ElementType.F32, n);
        NumericArray y = Given.array(n + 1, ElementType.F32, n);
        NumericArray ints = Given.array(n, ElementType.I32, n);
        NumericArray longs = Given.array(n, ElementType.I64, n);
        NumericArray doubles = Given.array(n, ElementType.F64, n);
        NumericArray bytes = Given.array(n, ElementType.U8, n);
        List<BatchableWork> works = new ArrayList<>(List.of(
                Given.work("gpu.saxpy", "a", 2.5, "x", x, "y", y),
                Given.work("gpu.dot", "x", x, "y", y),
                Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", "prod", "expr", "1 + x / 1e6"),
                Given.work("gpu.reduce", "dtype", "u8", "arrays", Map.of("x", bytes)),
                Given.work(
                        "gpu.reduce",
                        "dtype",
                        "f64",
                        "arrays",
                        Map.of("x", doubles),
                        "scalars",
                        Map.of("s", 0.1),
                        "expr",
                        "x * s",
                        "reduce",
                        Map.of("expr", "acc + v", "neutral", 0)),
                Given.work("gpu.scan", "x", x),
                Given.work("gpu.scan", "dtype", "i64", "x", longs, "op", "min", "inclusive", false),
                Given.work("gpu.histogram", "x", x, "bins", 37, "min", -40, "max", 40.5),
                Given.work("gpu.histogram", "dtype", "i32", "x", ints, "bins", 4096, "min", -30, "max", 50)));
        if (n > 0) {
            works.add(Given.work("gpu.reduce", "arrays", Map.of("x", x), "reduce", "argmin"));
            works.add(Given.work("gpu.reduce", "dtype", "i32", "arrays", Map.of("x", ints), "reduce", "argmax"));
        }
        return works;
    }

    /** A work of each program that does not. */
    private static List<BatchableWork> others(int size) {
        List<BatchableWork> works = new ArrayList<>();
        int n = size * 5 + 1;
        for (ElementType elementType : List.of(ElementType.F32, ElementType.I32)) {
            works.add(Given.work(
                    "gpu.matmul",
                    "dtype",
                    elementType.toString(),
                    "a",
                    Given.array(1, elementType, n, n + 13),
                    "b",
                    Given.array(2, elementType, n + 13, size)));
        }
        works.add(Given.work(
                "gpu.matmul",
                "dtype",
                "f64",
                "a",
                Given.array(1, ElementType.F64, 0, 3),
                "b",
                Given.array(2, ElementType.F64, 3, 2)));
        works.add(Given.work("gpu.mandelbrot", "width", n, "height", n, "iterations", 90, "tile", 0, "tiles", 1));
        works.add(Given.work("gpu.mandelbrot", "dtype", "f64", "width", n, "height", n, "tile", 1, "tiles", 2));
        works.add(Given.work("gpu.monte_carlo_pi", "samples", size * size * 300 + 1, "seed", -5, "tile", 3));
        for (int bodies : new int[] {0, 1, size + 2}) {
            works.add(Given.work(
                    "gpu.nbody",
                    "positions",
                    Given.array(1, ElementType.F32, bodies, 3),
                    "velocities",
                    Given.array(2, ElementType.F32, bodies, 3),
                    "masses",
                    Given.array(3, ElementType.F32, bodies),
                    "dt",
                    0.01,
                    "steps",
                    3));
        }
        return works;
    }

    /** Of each of some programs 37 works of different sizes in one launch. */
    private static List<List<BatchableWork>> batches() {
        return IntStream.range(0, 5)
                .mapToObj(program -> IntStream.range(0, 37)
                        .mapToObj(i -> ofLength(1 + i * i * 13).get(program * 2))
                        .toList())
                .toList();
    }
}
