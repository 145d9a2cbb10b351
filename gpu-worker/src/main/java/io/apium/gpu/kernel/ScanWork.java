package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A prefix reduction. A group has 2,048 elements, eight rows of 256: within a row each element is combined with those
 * 1, 2, 4 … 128 places before it, then with the total of the preceding rows. The results of a group are combined with
 * the total of all preceding groups in Java.
 *
 * @param inclusive whether the result of an element includes the element itself
 */
record ScanWork(KernelProgram program, ReduceOperator reduceOperator, boolean inclusive, NumericArray x)
        implements BatchableWork {

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

    static ScanWork of(String task, ReduceOperator reduceOperator, boolean inclusive, NumericArray x) {
        ElementType elementType = reduceOperator.dtype();
        String source = reduceOperator.function()
                + OpenClSnippets.kernel("scan", BODY.replace("NEUTRAL", reduceOperator.neutralText()));
        return new ScanWork(
                OpenClSnippets.program(task, elementType, "scan", source, false), reduceOperator, inclusive, x);
    }

    @Override
    public int inBytes() {
        return HEAD + x.bytes().remaining();
    }

    @Override
    public int outBytes() {
        return Math.max(1, x.size()) * x.elementType().bytes();
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(x.size(), CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, x.size());
        reduceOperator.pack(in);
        in.put(HEAD, x.bytes(), 0, x.bytes().remaining());
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        int n = x.size();
        int bytes = x.elementType().bytes();
        ByteBuffer all = NumericArray.room(n * bytes);
        all.put(0, out, out.position(), n * bytes);
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(reduceOperator.expression(), CHUNK);
        for (int from = CHUNK; from < n; from += CHUNK) {
            int count = Math.min(CHUNK, n - from);
            interpreter.fill(0, element(all, from - 1));
            interpreter.read(1, all, from, count);
            interpreter.run(count);
            interpreter.write(all, from, count);
        }
        return Map.of("out", new NumericArray(x.elementType(), x.shape(), inclusive ? all : moved(all)));
    }

    /** Shifts the results by one element for an exclusive scan; the last result is dropped. */
    private ByteBuffer moved(ByteBuffer all) {
        int bytes = x.elementType().bytes();
        ByteBuffer moved = NumericArray.room(all.capacity());
        if (all.capacity() > 0) {
            moved.put(0, reduceOperator.neutral().bytes(), 0, bytes);
            moved.put(bytes, all, 0, all.capacity() - bytes);
        }
        return moved;
    }

    private Number element(ByteBuffer values, int at) {
        return new NumericArray(x.elementType(), x.shape(), values).get(at);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        int n = x.size();
        ByteBuffer out = NumericArray.room(outBytes());
        ExpressionInterpreter<?> interpreter =
                ExpressionInterpreter.of(reduceOperator.expression(), OpenClSnippets.GROUP);
        Number before = reduceOperator.neutral().get(0);
        ByteBuffer row =
                NumericArray.room(OpenClSnippets.GROUP * x.elementType().bytes());
        for (int from = 0; from < n; from += OpenClSnippets.GROUP) {
            if (from % CHUNK == 0) {
                OpenClSnippets.checkInterrupt();
                before = reduceOperator.neutral().get(0);
            }
            int count = Math.min(OpenClSnippets.GROUP, n - from);
            row(interpreter, from, count, row);
            interpreter.fill(0, before);
            interpreter.read(1, row, 0, count);
            interpreter.run(count);
            interpreter.write(out, from, count);
            before = new NumericArray(x.elementType(), List.of(1), slice(out, from + count - 1)).get(0);
        }
        return unpack(out);
    }

    private ByteBuffer slice(ByteBuffer out, int at) {
        return out.slice(at * x.elementType().bytes(), x.elementType().bytes());
    }

    private void row(ExpressionInterpreter<?> interpreter, int from, int count, ByteBuffer row) {
        row.put(
                0,
                x.bytes(),
                from * x.elementType().bytes(),
                count * x.elementType().bytes());
        for (int step = 1; step < count; step *= 2) {
            interpreter.read(0, row, 0, count - step);
            interpreter.read(1, row, step, count - step);
            interpreter.run(count - step);
            interpreter.write(row, step, count - step);
        }
    }
}
