package io.apium.gpu.kernel.example;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.OpenClSnippets;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the points of a square that are in its circle. A point is the hash of its number (SplitMix64, 24 bits for each
 * coordinate), so there is no generator state, and all arithmetic is on integers.
 *
 * @param start is added to the number of each point
 */
record MonteCarloPiWork(KernelProgram program, long start, long samples) implements BatchableWork {

    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final int CHUNK = 1 << 18;
    private static final String BODY = """
            const ulong start = ((__global const ulong*)in)[0];
            const ulong samples = ((__global const ulong*)in)[1];
            const ulong begin = (ulong)group << 18;
            if (group > 0 && begin >= samples) return;
            const ulong end = min(samples, begin + (1ul << 18));
            __local uint counts[256];
            uint outside = 0;
            for (ulong i = begin + l; i < end; i += 256) {
              ulong z = start + i * 0x9e3779b97f4a7c15ul;
              z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ul;
              z = (z ^ (z >> 27)) * 0x94d049bb133111ebul;
              z ^= z >> 31;
              const ulong x = z >> 40, y = z & 0xfffffful;
              outside += (uint)((x * x + y * y) >> 48);
            }
            counts[l] = outside;
            for (uint width = 128; width > 0; width /= 2) {
              barrier(CLK_LOCAL_MEM_FENCE);
              if (l < width) counts[l] += counts[l + width];
            }
            if (l == 0) ((__global uint*)out)[group] = counts[0];
            """;

    /** @param first the number of the first point */
    static MonteCarloPiWork of(String task, long seed, long first, long samples) {
        KernelProgram program = OpenClSnippets.program(
                task, ElementType.I64, "monte_carlo_pi", OpenClSnippets.kernel("monte_carlo_pi", BODY), false);
        return new MonteCarloPiWork(program, mixed(seed) + first * STEP, samples);
    }

    private static long mixed(long number) {
        long z = number;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public int inBytes() {
        return 64;
    }

    @Override
    public int outBytes() {
        return groups() * Integer.BYTES;
    }

    @Override
    public int groups() {
        return (int) Math.max(1, Math.ceilDiv(samples, (long) CHUNK));
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putLong(0, start).putLong(8, samples);
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        long outside = 0;
        for (int group = 0; group < groups(); group++) {
            outside += Integer.toUnsignedLong(out.getInt(group * Integer.BYTES));
        }
        return done(samples - outside);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        long outside = 0;
        for (long begin = 0; begin < samples; begin += CHUNK) {
            OpenClSnippets.checkInterrupt();
            outside += outside(start + begin * STEP, (int) Math.min(CHUNK, samples - begin));
        }
        return done(samples - outside);
    }

    private static long outside(long from, int count) {
        long outside = 0;
        for (int i = 0; i < count; i++) {
            long z = mixed(from + i * STEP);
            long x = z >>> 40;
            long y = z & 0xffffff;
            outside += (x * x + y * y) >>> 48;
        }
        return outside;
    }

    private Map<String, NumericArray> done(long inside) {
        Map<String, NumericArray> outputs = new LinkedHashMap<>();
        outputs.put("pi", NumericArray.number(ElementType.F64, 4.0 * inside / samples));
        outputs.put(
                "inside",
                new NumericArray(
                        ElementType.I64, List.of(), NumericArray.room(8).putLong(0, inside)));
        outputs.put(
                "samples",
                new NumericArray(
                        ElementType.I64, List.of(), NumericArray.room(8).putLong(0, samples)));
        return outputs;
    }
}
