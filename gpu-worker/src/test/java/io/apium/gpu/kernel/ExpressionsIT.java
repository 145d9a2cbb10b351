package io.apium.gpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.expression.RandomExpressions;
import io.apium.gpu.expression.RandomInputs;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
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
        List<List<BatchableWork>> works = new ArrayList<>();
        for (ElementType elementType : ElementType.values()) {
            works.add(works(elementType));
        }
        works.forEach(launches::add);

        var pocl = launches.onPocl();
        var oclgrind = launches.onOclgrind();

        for (int i = 0; i < works.size(); i++) {
            for (int j = 0; j < INPUTS; j++) {
                Map<String, NumericArray> java = works.get(i).get(j).compute();
                assertThat(java).hasSize(OF_EACH_TYPE);
                assertSame("PoCL", pocl.get(i).get(j), java);
                assertSame("Oclgrind", oclgrind.get(i).get(j), java);
            }
        }
    }

    private static void assertSame(String where, Map<String, NumericArray> came, Map<String, NumericArray> java) {
        java.forEach((text, array) -> {
            for (int i = 0; i < array.size(); i++) {
                assertThat(came.get(text).get(i))
                        .as("element %d on %s of %s in %s", i, where, text, array.elementType())
                        .isEqualTo(array.get(i));
            }
            assertThat(came.get(text)).as("%s on %s", text, where).isEqualTo(array);
        });
    }

    private static List<BatchableWork> works(ElementType elementType) throws Exception {
        RandomExpressions random = new RandomExpressions(2026, elementType);
        Map<String, Expression> expressions = new LinkedHashMap<>();
        while (expressions.size() < OF_EACH_TYPE) {
            String text = random.next().text();
            expressions.put(text, Expression.parse(text, elementType, FloatMode.STRICT, List.of("x", "y", "a")));
        }
        List<BatchableWork> works = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            RandomInputs inputs = new RandomInputs(i, elementType);
            Map<String, NumericArray> arrays = new LinkedHashMap<>();
            arrays.put("x", inputs.arrays().get("x"));
            arrays.put("y", inputs.arrays().get("y"));
            works.add(Together.of(
                    expressions, ExpressionOperands.of(elementType, "arrays", arrays, Map.of("a", inputs.a()))));
        }
        return works;
    }

    /** Many expressions of the same values in one kernel, since a compiler takes its time for each. */
    private record Together(KernelProgram program, Map<String, Expression> expressions, ExpressionOperands operands)
            implements BatchableWork {

        static Together of(Map<String, Expression> expressions, ExpressionOperands operands) {
            ElementType elementType = operands.elementType();
            StringBuilder body = new StringBuilder(operands.declarations())
                    .append("const uint i = group * 256 + l;\nif (i >= n) return;\n")
                    .append(operands.elements());
            int at = 0;
            for (Expression expression : expressions.values()) {
                body.append("((__global E*)(out + %d))[i] = (E)settled(%s);%n".formatted(at, expression.openCl()));
                at += stride(operands);
            }
            String source = OpenClGenerator.prelude(elementType, FloatMode.STRICT)
                    + OpenClSnippets.kernel("together", body.toString());
            List<String> options = elementType == ElementType.F32 ? List.of(OpenClGenerator.ROUNDED) : List.of();
            KernelProgram program = new KernelProgram(
                    "test", "together", source, options, OpenClSnippets.GROUP, elementType == ElementType.F64);
            return new Together(program, expressions, operands);
        }

        private static int stride(ExpressionOperands operands) {
            return OpenClSnippets.aligned(
                    operands.length() * operands.elementType().bytes());
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
        public Map<String, NumericArray> unpack(ByteBuffer out) {
            Map<String, NumericArray> each = new LinkedHashMap<>();
            int bytes = operands.length() * operands.elementType().bytes();
            for (String text : expressions.keySet()) {
                ByteBuffer copy = NumericArray.room(bytes).put(0, out, each.size() * stride(operands), bytes);
                each.put(text, new NumericArray(operands.elementType(), operands.shape(), copy));
            }
            return each;
        }

        @Override
        public Map<String, NumericArray> compute() throws InterruptedException {
            Map<String, NumericArray> each = new LinkedHashMap<>();
            for (Map.Entry<String, Expression> one : expressions.entrySet()) {
                each.putAll(Map.of(
                        one.getKey(),
                        new ElementwiseWork(program, one.getValue(), operands)
                                .compute()
                                .get("out")));
            }
            return each;
        }
    }
}
