package io.apium.gpu.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Direct.Argument;
import io.apium.gpu.work.WrongArgument;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.binding.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceKernelTest {

    private static final String KEY = "a key of the operator's";
    private static final String SOURCE = """
            __kernel void twice(__global const float* x, __global float* y, const int n) {
              int i = get_global_id(0); if (i < n) { y[i] = 2.0f * x[i]; }
            }
            """;

    private final SourceKernel kernel = new SourceKernel(KEY, new Json());

    @Test
    void what_is_signed_becomes_work() throws Exception {
        Direct work = (Direct) kernel.work(arguments(Map.of()));

        assertThat(work.grid()).isEqualTo(new Direct.Grid(List.of(32L), List.of(32L)));
        assertThat(work.arguments())
                .containsExactly(
                        new Argument.In(Array.of(1f, 2f, 3f).bytes()),
                        new Argument.Out(12),
                        new Argument.Value(Array.of(3).bytes()));
    }

    @Test
    void another_source_or_another_option_is_not_what_was_signed() {
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("source", SOURCE + " "), Map.of("options", List.of("-DN=3")), Map.of("signature", "00ff"))) {
            assertThatExceptionOfType(WrongArgument.class)
                    .isThrownBy(() -> kernel.work(arguments(change)))
                    .withMessageContaining("argument 'signature' is not that of this source");
        }
    }

    @Test
    void arrays_that_do_not_fit_their_signature_are_named() {
        Map<String, Object> change = Map.of("given", Map.of("x", List.of(List.of(1, 2), List.of(3, 4))));

        assertThatExceptionOfType(WrongArgument.class)
                .isThrownBy(() -> kernel.work(arguments(change)))
                .withMessage("argument 'x' has 1 dimensions, got: [2, 2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#include \"/etc/passwd\"",
                "  #  include <x>",
                "#inc\\\nlude <x>",
                "/* */ #import <x>\n#import <x>",
                "%:include <x>",
                "#line 1 \"x\"",
                "_Pragma(\"x\")",
                "void f() { __asm__(\"syscall\"); }",
                "void f() { as/**/m; asm(\"x\"); }",
                "void f() { __builtin_trap(); }",
                "#pragma clang diagnostic push",
                " "
            })
    void what_is_not_to_be_in_a_source_is_refused_before_its_signature_is_looked_at(String source) {
        assertThatExceptionOfType(WrongArgument.class)
                .isThrownBy(() -> kernel.work(arguments(Map.of("source", source))))
                .withMessageStartingWith("argument 'source' has");
    }

    @ParameterizedTest
    @CsvSource({"-I/etc", "-DX=system()", "-include x", "-cl-std=CL9"})
    void options_are_of_a_list(String option) {
        assertThatExceptionOfType(WrongArgument.class)
                .isThrownBy(() -> kernel.work(arguments(Map.of("options", List.of(option)))))
                .withMessageStartingWith("argument 'options' are");
    }

    @Test
    void comments_and_known_pragmas_may_be_there() throws Exception {
        SourceText.check("// #include\n/* asm */ #pragma OPENCL FP_CONTRACT OFF\n#pragma unroll\n" + SOURCE, List.of());
        SourceText.check(SOURCE, List.of("-DN=4", "-cl-std=CL1.2", "-DX"));
    }

    @Test
    void a_key_is_not_short_and_not_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceKernel("short", new Json()))
                .withMessage("apium.gpu.source-key has 16 characters or more, got: 5");
        assertThat(new SourceKey(KEY).toString()).doesNotContain(KEY);
    }

    private Arguments arguments(Map<String, Object> changes) throws WrongArgument {
        Map<String, Object> values = new HashMap<>(Map.of(
                "source", SOURCE,
                "signature", new SourceKey(KEY).sign(SOURCE, List.of()),
                "kernel", "twice",
                "arguments",
                        List.of(
                                Map.of("name", "x", "in", "f32", "shape", List.of("n")),
                                Map.of("name", "y", "out", "f32", "shape", List.of("n")),
                                Map.of("name", "n", "value", "i32", "is", "n")),
                "global", List.of("n"),
                "group", List.of(32),
                "given", Map.of("x", List.of(1, 2, 3))));
        values.putAll(changes);
        ArrayReader reader = new ArrayReader(new MemoryStore(InstantSource.system()).blobs(), 1 << 20);
        return Arguments.of(List.of(), values, kernel.parameters(), reader);
    }
}
