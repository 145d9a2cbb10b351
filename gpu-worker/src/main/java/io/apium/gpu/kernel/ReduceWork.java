package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expression evaluated for each element, and its reduction. A group reduces 16,384 elements: each of its 256
 * work-items reduces every 256th of them, then the second half of the work-items is reduced into the first until one
 * value is left. The results of the groups are reduced in the same way, in Java.
 */
record ReduceWork(KernelProgram program, Expression map, ReduceOperator reduceOperator, ExpressionOperands operands)
        implements BatchableWork {

    static final int CHUNK = 16_384;

    static ReduceWork of(String task, Expression map, ReduceOperator reduceOperator, ExpressionOperands operands) {
        Set<String> options = new LinkedHashSet<>(map.options());
        options.addAll(reduceOperator.expression().options());
        FloatMode floatMode = map.floatMode();
        String source = OpenClGenerator.prelude(map.elementType(), floatMode)
                + reduceOperator.function()
                + OpenClSnippets.kernel("reduce", body(map, reduceOperator, operands));
        boolean fp64 = map.elementType() == ElementType.F64;
        KernelProgram program =
                new KernelProgram(task, "reduce", source, List.copyOf(options), OpenClSnippets.GROUP, fp64);
        return new ReduceWork(program, map, reduceOperator, operands);
    }

    private static String body(Expression map, ReduceOperator reduceOperator, ExpressionOperands operands) {
        return operands.declarations()
                + reduceOperator.neutralText()
                + """
                __local T lanes[256];
                const uint begin = group * 16384;
                if (group > 0 && begin >= n) return;
                const uint end = min(n, begin + 16384);
                T acc = neutral;
                for (uint i = begin + l; i < end; i += 256) {
                %s  acc = joined(acc, %s);
                }
                lanes[l] = acc;
                for (uint width = 128; width > 0; width /= 2) {
                  barrier(CLK_LOCAL_MEM_FENCE);
                  if (l < width) lanes[l] = joined(lanes[l], lanes[l + width]);
                }
                if (l == 0) ((__global T*)out)[group] = settled(lanes[0]);
                """.formatted(operands.elements().indent(2), map.openCl());
    }

    @Override
    public int inBytes() {
        return operands.inBytes();
    }

    @Override
    public int outBytes() {
        return groups() * map.elementType().bytes();
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(operands.length(), CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        operands.pack(in);
        reduceOperator.pack(in);
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        return Map.of("value", reduceOperator.all(out, groups()));
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        return unpack(parts(ExpressionInterpreter.of(map, ExpressionInterpreter.BLOCK)));
    }

    private <A> ByteBuffer parts(ExpressionInterpreter<A> mapped) throws InterruptedException {
        ByteBuffer parts = NumericArray.room(outBytes());
        ExpressionInterpreter<A> partials = mapped.next(reduceOperator.expression(), OpenClSnippets.GROUP);
        operands.begin(mapped);
        for (int group = 0; group < groups(); group++) {
            OpenClSnippets.checkInterrupt();
            partials.fill(0, reduceOperator.neutral().get(0));
            int end = Math.min(operands.length(), (group + 1) * CHUNK);
            for (int from = group * CHUNK; from < end; from += ExpressionInterpreter.BLOCK) {
                int count = Math.min(ExpressionInterpreter.BLOCK, end - from);
                operands.read(mapped, from, count);
                mapped.run(count);
                join(mapped, count, partials);
            }
            for (int half = OpenClSnippets.GROUP / 2; half > 0; half /= 2) {
                ReduceOperator.half(partials, half, half);
            }
            partials.write(parts, group, 1);
        }
        return parts;
    }

    private static <A> void join(ExpressionInterpreter<A> mapped, int count, ExpressionInterpreter<A> partials) {
        for (int at = 0; at < count; at += OpenClSnippets.GROUP) {
            int some = Math.min(OpenClSnippets.GROUP, count - at);
            partials.take(1, mapped, at, some);
            partials.run(some);
            partials.keep(0, 0, some);
        }
    }
}
