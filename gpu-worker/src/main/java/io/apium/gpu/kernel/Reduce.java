package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.Machine;
import io.apium.gpu.expression.OpenCl;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expression for each element, and all that it comes to joined. A group has 16,384 elements: each of its 256 lanes joins
 * every 256th of them, then the second half of the lanes is joined to the first until one is left. What the groups come to
 * is joined in the same way, in Java.
 */
record Reduce(Program program, Expression map, Joining joining, Operands operands) implements Packed {

    static final int CHUNK = 16_384;

    static Reduce of(String task, Expression map, Joining joining, Operands operands) {
        Set<String> options = new LinkedHashSet<>(map.options());
        options.addAll(joining.expression().options());
        Fp fp = map.fp();
        String source = OpenCl.prelude(map.dtype(), fp)
                + joining.function()
                + Text.kernel("reduce", body(map, joining, operands));
        boolean fp64 = map.dtype() == Dtype.F64;
        Program program = new Program(task, "reduce", source, List.copyOf(options), Text.GROUP, fp64);
        return new Reduce(program, map, joining, operands);
    }

    private static String body(Expression map, Joining joining, Operands operands) {
        return operands.declarations()
                + joining.neutralText()
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
        return groups() * map.dtype().bytes();
    }

    @Override
    public int groups() {
        return Text.parts(operands.length(), CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        operands.pack(in);
        joining.pack(in);
    }

    @Override
    public Map<String, Array> unpack(ByteBuffer out) {
        return Map.of("value", joining.all(out, groups()));
    }

    @Override
    public Map<String, Array> compute() throws InterruptedException {
        return unpack(parts(Machine.of(map, Machine.BLOCK)));
    }

    private <A> ByteBuffer parts(Machine<A> mapped) throws InterruptedException {
        ByteBuffer parts = Array.room(outBytes());
        Machine<A> lanes = mapped.next(joining.expression(), Text.GROUP);
        operands.begin(mapped);
        for (int group = 0; group < groups(); group++) {
            Text.checkInterrupt();
            lanes.fill(0, joining.neutral().get(0));
            int end = Math.min(operands.length(), (group + 1) * CHUNK);
            for (int from = group * CHUNK; from < end; from += Machine.BLOCK) {
                int count = Math.min(Machine.BLOCK, end - from);
                operands.read(mapped, from, count);
                mapped.run(count);
                join(mapped, count, lanes);
            }
            for (int half = Text.GROUP / 2; half > 0; half /= 2) {
                Joining.half(lanes, half, half);
            }
            lanes.write(parts, group, 1);
        }
        return parts;
    }

    private static <A> void join(Machine<A> mapped, int count, Machine<A> lanes) {
        for (int at = 0; at < count; at += Text.GROUP) {
            int some = Math.min(Text.GROUP, count - at);
            lanes.take(1, mapped, at, some);
            lanes.run(some);
            lanes.keep(0, 0, some);
        }
    }
}
