package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Machine;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * For each element what it and all before it come to. A group has 2,048 elements, eight rows of 256: within a row each is
 * joined with what stands 1, 2, 4 … 128 places before it, then with what the rows before came to. What the groups before
 * came to is joined to that in Java.
 *
 * @param inclusive whether an element is part of what stands in its place
 */
record Scan(Program program, Joining joining, boolean inclusive, Array x) implements Packed {

    private static final int HEAD = 64;
    private static final int CHUNK = 2048;
    private static final String BODY = """
            const uint n = ((__global const uint*)in)[0];
            NEUTRAL
            __global const T* x = (__global const T*)(in + 64);
            __local T tile[2048];
            const uint begin = group * 2048;
            if (begin >= n) return;
            T mine[8];
            for (uint row = 0; row < 8; row++) {
              const uint i = begin + row * 256 + l;
              mine[row] = i < n ? x[i] : neutral;
              tile[row * 256 + l] = mine[row];
            }
            for (uint step = 1; step < 256; step *= 2) {
              barrier(CLK_LOCAL_MEM_FENCE);
              if (l >= step) {
                for (uint row = 0; row < 8; row++) mine[row] = joined(tile[row * 256 + l - step], mine[row]);
              }
              barrier(CLK_LOCAL_MEM_FENCE);
              for (uint row = 0; row < 8; row++) tile[row * 256 + l] = mine[row];
            }
            barrier(CLK_LOCAL_MEM_FENCE);
            T before = neutral;
            for (uint row = 0; row < 8; row++) {
              const uint i = begin + row * 256 + l;
              if (i < n) ((__global T*)out)[i] = settled(joined(before, mine[row]));
              before = joined(before, tile[row * 256 + 255]);
            }
            """;

    static Scan of(String task, Joining joining, boolean inclusive, Array x) {
        Dtype dtype = joining.dtype();
        String source = joining.function() + Text.kernel("scan", BODY.replace("NEUTRAL", joining.neutralText()));
        return new Scan(Text.program(task, dtype, "scan", source, false), joining, inclusive, x);
    }

    @Override
    public int inBytes() {
        return HEAD + x.bytes().remaining();
    }

    @Override
    public int outBytes() {
        return Math.max(1, x.size()) * x.dtype().bytes();
    }

    @Override
    public int groups() {
        return Text.parts(x.size(), CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, x.size());
        joining.pack(in);
        in.put(HEAD, x.bytes(), 0, x.bytes().remaining());
    }

    @Override
    public Map<String, Array> unpack(ByteBuffer out) {
        int n = x.size();
        int bytes = x.dtype().bytes();
        ByteBuffer all = Array.room(n * bytes);
        all.put(0, out, out.position(), n * bytes);
        Machine<?> machine = Machine.of(joining.expression(), CHUNK);
        for (int from = CHUNK; from < n; from += CHUNK) {
            int count = Math.min(CHUNK, n - from);
            machine.fill(0, element(all, from - 1));
            machine.read(1, all, from, count);
            machine.run(count);
            machine.write(all, from, count);
        }
        return Map.of("out", new Array(x.dtype(), x.shape(), inclusive ? all : moved(all)));
    }

    /** One place on: what stood last is not asked for. */
    private ByteBuffer moved(ByteBuffer all) {
        int bytes = x.dtype().bytes();
        ByteBuffer moved = Array.room(all.capacity());
        if (all.capacity() > 0) {
            moved.put(0, joining.neutral().bytes(), 0, bytes);
            moved.put(bytes, all, 0, all.capacity() - bytes);
        }
        return moved;
    }

    private Number element(ByteBuffer values, int at) {
        return new Array(x.dtype(), x.shape(), values).get(at);
    }

    @Override
    public Map<String, Array> compute() throws InterruptedException {
        int n = x.size();
        ByteBuffer out = Array.room(outBytes());
        Machine<?> machine = Machine.of(joining.expression(), Text.GROUP);
        Number before = joining.neutral().get(0);
        ByteBuffer row = Array.room(Text.GROUP * x.dtype().bytes());
        for (int from = 0; from < n; from += Text.GROUP) {
            if (from % CHUNK == 0) {
                Text.checkInterrupt();
                before = joining.neutral().get(0);
            }
            int count = Math.min(Text.GROUP, n - from);
            row(machine, from, count, row);
            machine.fill(0, before);
            machine.read(1, row, 0, count);
            machine.run(count);
            machine.write(out, from, count);
            before = new Array(x.dtype(), List.of(1), slice(out, from + count - 1)).get(0);
        }
        return unpack(out);
    }

    private ByteBuffer slice(ByteBuffer out, int at) {
        return out.slice(at * x.dtype().bytes(), x.dtype().bytes());
    }

    private void row(Machine<?> machine, int from, int count, ByteBuffer row) {
        row.put(0, x.bytes(), from * x.dtype().bytes(), count * x.dtype().bytes());
        for (int step = 1; step < count; step *= 2) {
            machine.read(0, row, 0, count - step);
            machine.read(1, row, step, count - step);
            machine.run(count - step);
            machine.write(row, step, count - step);
        }
    }
}
