package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The index of the first minimum or maximum of an expression; if there is a NaN, the index of the first NaN. Value and
 * index together define a total order, so the result does not depend on the order of comparisons.
 */
record ArgMinMax(KernelProgram program, Expression map, boolean most, ExpressionOperands operands)
        implements BatchableWork {

    private static final int PART_BYTES = 16;

    static ArgMinMax of(String task, Expression map, boolean most, ExpressionOperands operands) {
        String nan = map.elementType().isFloating() ? "isnan(%s)" : "0";
        String beats = """
                bool beats(T a, uint i, T b, uint j) {
                  if (i == NOWHERE || j == NOWHERE) return j == NOWHERE;
                  const bool p = %s, q = %s;
                  return p || q ? p && (!q || i < j) : a %s b || (a == b && i < j);
                }
                """.formatted(nan.formatted("a"), nan.formatted("b"), most ? ">" : "<");
        String source = OpenClGenerator.prelude(map.elementType(), map.floatMode()) + "#define NOWHERE 0xffffffffu\n"
                + beats + OpenClSnippets.kernel("extreme", body(map, operands));
        boolean fp64 = map.elementType() == ElementType.F64;
        return new ArgMinMax(
                new KernelProgram(task, "extreme", source, map.options(), OpenClSnippets.GROUP, fp64),
                map,
                most,
                operands);
    }

    private static String body(Expression map, ExpressionOperands operands) {
        return operands.declarations() + """
                __local T values[256];
                __local uint places[256];
                const uint begin = group * 16384;
                if (begin >= n) return;
                const uint end = min(n, begin + 16384);
                T best = 0;
                uint place = NOWHERE;
                for (uint i = begin + l; i < end; i += 256) {
                %s  const T value = %s;
                  if (beats(value, i, best, place)) { best = value; place = i; }
                }
                values[l] = best;
                places[l] = place;
                for (uint width = 128; width > 0; width /= 2) {
                  barrier(CLK_LOCAL_MEM_FENCE);
                  if (l < width && beats(values[l + width], places[l + width], values[l], places[l])) {
                    values[l] = values[l + width];
                    places[l] = places[l + width];
                  }
                }
                if (l == 0) {
                  *(__global T*)(out + 16 * group) = settled(values[0]);
                  *(__global uint*)(out + 16 * group + 8) = places[0];
                }
                """.formatted(operands.elements().indent(2), map.openCl());
    }

    @Override
    public int inBytes() {
        return operands.inBytes();
    }

    @Override
    public int outBytes() {
        return groups() * PART_BYTES;
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(operands.length(), ReduceWork.CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        operands.pack(in);
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        Best best = new Best(map.elementType(), most);
        for (int group = 0; group < groups(); group++) {
            best.see(out, group * PART_BYTES, out.getInt(group * PART_BYTES + 8));
        }
        return best.found();
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(map, ExpressionInterpreter.BLOCK);
        operands.begin(interpreter);
        Best best = new Best(map.elementType(), most);
        int bytes = map.elementType().bytes();
        ByteBuffer values = NumericArray.room(ExpressionInterpreter.BLOCK * bytes);
        for (int from = 0; from < operands.length(); from += ExpressionInterpreter.BLOCK) {
            OpenClSnippets.checkInterrupt();
            int count = Math.min(ExpressionInterpreter.BLOCK, operands.length() - from);
            operands.read(interpreter, from, count);
            interpreter.run(count);
            interpreter.write(values, 0, count);
            for (int i = 0; i < count; i++) {
                best.see(values, i * bytes, from + i);
            }
        }
        return best.found();
    }

    /** The best element so far, and its index. */
    private static final class Best {

        private final ElementType elementType;
        private final boolean most;
        private long place = -1;
        private double real;
        private long whole;

        Best(ElementType elementType, boolean most) {
            this.elementType = elementType;
            this.most = most;
        }

        void see(ByteBuffer values, int at, int index) {
            switch (elementType) {
                case F32 -> see(values.getFloat(at), index);
                case F64 -> see(values.getDouble(at), index);
                case I32 -> see((long) values.getInt(at), index);
                case U32 -> see(Integer.toUnsignedLong(values.getInt(at)), index);
                case I64 -> see(values.getLong(at), index);
                case U8 -> throw new IllegalStateException("u8 must be widened before");
            }
        }

        private void see(double value, int index) {
            boolean better = Double.isNaN(value) || (most ? value > real : value < real);
            if (place < 0 || (better && !Double.isNaN(real))) {
                real = value;
                place = index;
            }
        }

        private void see(long value, int index) {
            if (place < 0 || (most ? value > whole : value < whole)) {
                whole = value;
                place = index;
            }
        }

        Map<String, NumericArray> found() {
            Number value = elementType.isFloating() ? (Number) real : (Number) whole;
            return Map.of(
                    "value",
                    NumericArray.number(elementType, value),
                    "index",
                    new NumericArray(
                            ElementType.I64, List.of(), NumericArray.room(8).putLong(0, place)));
        }
    }
}
