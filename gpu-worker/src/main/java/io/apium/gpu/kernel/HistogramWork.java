package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A histogram. Each group counts 65,536 elements in local memory; one extra bin counts the elements outside of the
 * range.
 */
record HistogramWork(KernelProgram program, NumericArray x, int bins, HistogramBins parts) implements BatchableWork {

    private static final int HEAD = 64;
    private static final int CHUNK = 65_536;
    private static final int BINS_AND_ONE = 4097;
    private static final String BODY = """
            const uint n = ((__global const uint*)in)[0];
            const uint bins = ((__global const uint*)in)[1];
            const C low = ((__global const C*)in)[1 * C_AT], high = ((__global const C*)in)[2 * C_AT];
            const C scale = ((__global const C*)in)[3 * C_AT];
            __global const E* x = (__global const E*)(in + 64);
            __local uint counts[%d];
            const uint begin = group * 65536;
            if (group > 0 && begin >= n) return;
            const uint end = min(n, begin + 65536);
            for (uint i = l; i <= bins; i += 256) counts[i] = 0;
            barrier(CLK_LOCAL_MEM_FENCE);
            for (uint i = begin + l; i < end; i += 256) {
              const C value = x[i];
              const bool within = value >= low && value <= high;
              atomic_inc(&counts[within ? min((uint)(PLACE), bins - 1) : bins]);
            }
            barrier(CLK_LOCAL_MEM_FENCE);
            for (uint i = l; i <= bins; i += 256) ((__global uint*)out)[group * (bins + 1) + i] = counts[i];
            """.formatted(BINS_AND_ONE);

    static HistogramWork of(String task, NumericArray x, int bins, HistogramBins parts) {
        boolean floating = x.elementType().isFloating();
        String types = floating
                ? "#define C T\n#define C_AT (8 / sizeof(T))\n#define PLACE (value - low) * scale\n"
                : "#define C long\n#define C_AT 1\n#define PLACE (value - low) * bins / scale\n";
        String source = types + OpenClSnippets.kernel("histogram", BODY);
        return new HistogramWork(
                OpenClSnippets.program(task, x.elementType(), "histogram", source, false), x, bins, parts);
    }

    @Override
    public int inBytes() {
        return HEAD + x.bytes().remaining();
    }

    @Override
    public int outBytes() {
        return groups() * (bins + 1) * Integer.BYTES;
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(x.size(), CHUNK);
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, x.size()).putInt(4, bins);
        parts.pack(in);
        in.put(HEAD, x.bytes(), 0, x.bytes().remaining());
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        long[] counts = new long[bins + 1];
        for (int group = 0; group < groups(); group++) {
            for (int bin = 0; bin <= bins; bin++) {
                counts[bin] += Integer.toUnsignedLong(out.getInt((group * (bins + 1) + bin) * Integer.BYTES));
            }
        }
        return done(counts);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        long[] counts = new long[bins + 1];
        for (int from = 0; from < x.size(); from += CHUNK) {
            OpenClSnippets.checkInterrupt();
            parts.count(x, from, Math.min(x.size(), from + CHUNK), counts);
        }
        return done(counts);
    }

    private Map<String, NumericArray> done(long[] counts) {
        ByteBuffer content = NumericArray.room(bins * Long.BYTES);
        content.asLongBuffer().put(counts, 0, bins);
        Map<String, NumericArray> outputs = new LinkedHashMap<>();
        outputs.put("out", new NumericArray(ElementType.I64, List.of(bins), content));
        outputs.put(
                "outside",
                new NumericArray(
                        ElementType.I64, List.of(), NumericArray.room(8).putLong(0, counts[bins])));
        return outputs;
    }
}
