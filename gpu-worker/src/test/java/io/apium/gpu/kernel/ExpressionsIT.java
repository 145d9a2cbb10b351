package io.apium.gpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.OpenCl;
import io.apium.gpu.expression.RandomExpressions;
import io.apium.gpu.expression.RandomInputs;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpressionsIT {

    private static final int OF_EACH_TYPE = 34;
    private static final int INPUTS = 3;

    @TempDir
    Path folder;

    @Test
    void two_hundred_expressions_come_to_the_same_bits_on_pocl_and_oclgrind_and_in_java() throws Exception {
        OpenClLaunches launches = new OpenClLaunches(folder);
        List<List<Packed>> works = new ArrayList<>();
        for (Dtype dtype : Dtype.values()) {
            works.add(works(dtype));
        }
        works.forEach(launches::add);

        var pocl = launches.onPocl();
        var oclgrind = launches.onOclgrind();

        for (int i = 0; i < works.size(); i++) {
            for (int j = 0; j < INPUTS; j++) {
                Map<String, Array> java = works.get(i).get(j).compute();
                assertThat(java).hasSize(OF_EACH_TYPE);
                assertSame("PoCL", pocl.get(i).get(j), java);
                assertSame("Oclgrind", oclgrind.get(i).get(j), java);
            }
        }
    }

    private static void assertSame(String where, Map<String, Array> came, Map<String, Array> java) {
        java.forEach((text, array) -> {
            for (int i = 0; i < array.size(); i++) {
                assertThat(came.get(text).get(i))
                        .as("element %d on %s of %s in %s", i, where, text, array.dtype())
                        .isEqualTo(array.get(i));
            }
            assertThat(came.get(text)).as("%s on %s", text, where).isEqualTo(array);
        });
    }

    private static List<Packed> works(Dtype dtype) throws Exception {
        RandomExpressions random = new RandomExpressions(2026, dtype);
        Map<String, Expression> expressions = new LinkedHashMap<>();
        while (expressions.size() < OF_EACH_TYPE) {
            String text = random.next().text();
            expressions.put(text, Expression.parse(text, dtype, Fp.STRICT, List.of("x", "y", "a")));
        }
        List<Packed> works = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            RandomInputs inputs = new RandomInputs(i, dtype);
            Map<String, Array> arrays = new LinkedHashMap<>();
            arrays.put("x", inputs.arrays().get("x"));
            arrays.put("y", inputs.arrays().get("y"));
            works.add(Together.of(expressions, Operands.of(dtype, "arrays", arrays, Map.of("a", inputs.a()))));
        }
        return works;
    }

    /** Many expressions of the same values in one kernel, since a compiler takes its time for each. */
    private record Together(Program program, Map<String, Expression> expressions, Operands operands) implements Packed {

        static Together of(Map<String, Expression> expressions, Operands operands) {
            Dtype dtype = operands.dtype();
            StringBuilder body = new StringBuilder(operands.declarations())
                    .append("const uint i = group * 256 + l;\nif (i >= n) return;\n")
                    .append(operands.elements());
            int at = 0;
            for (Expression expression : expressions.values()) {
                body.append("((__global E*)(out + %d))[i] = (E)settled(%s);%n".formatted(at, expression.openCl()));
                at += stride(operands);
            }
            String source = OpenCl.prelude(dtype, Fp.STRICT) + Text.kernel("together", body.toString());
            List<String> options = dtype == Dtype.F32 ? List.of(OpenCl.ROUNDED) : List.of();
            Program program = new Program("test", "together", source, options, Text.GROUP, dtype == Dtype.F64);
            return new Together(program, expressions, operands);
        }

        private static int stride(Operands operands) {
            return Text.aligned(operands.length() * operands.dtype().bytes());
        }

        @Override
        public int inBytes() {
            return operands.inBytes();
        }

        @Override
        public int outBytes() {
            return expressions.size() * stride(operands);
        }

        @Override
        public int groups() {
            return 1;
        }

        @Override
        public void pack(ByteBuffer in) {
            operands.pack(in);
        }

        @Override
        public Map<String, Array> unpack(ByteBuffer out) {
            Map<String, Array> each = new LinkedHashMap<>();
            int bytes = operands.length() * operands.dtype().bytes();
            for (String text : expressions.keySet()) {
                ByteBuffer copy = Array.room(bytes).put(0, out, each.size() * stride(operands), bytes);
                each.put(text, new Array(operands.dtype(), operands.shape(), copy));
            }
            return each;
        }

        @Override
        public Map<String, Array> compute() throws InterruptedException {
            Map<String, Array> each = new LinkedHashMap<>();
            for (Map.Entry<String, Expression> one : expressions.entrySet()) {
                each.putAll(Map.of(
                        one.getKey(),
                        new Elementwise(program, one.getValue(), operands)
                                .compute()
                                .get("out")));
            }
            return each;
        }
    }
}
