package io.apium.gpu.device;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code a * x + y}, and in some programs something bad for an {@code a} that they know. */
public record Saxpy(KernelProgram program, float a, NumericArray x, NumericArray y) implements BatchableWork {

    private static final int GROUP = 64;
    private static final int CHUNK = 16_384;
    private static final int HEAD = 64;
    private static final String SOURCE = """
            #pragma OPENCL FP_CONTRACT OFF
            BEFORE
            __attribute__((reqd_work_group_size(64, 1, 1)))
            __kernel void saxpy(__global const uchar* in, __global uchar* out) {
              const uint4 at = ((__global const uint4*) in)[get_global_id(1)];
              const uint n = ((__global const uint*) (in + at.x))[0];
              const float a = ((__global const float*) (in + at.x))[1];
              __global const float* x = (__global const float*) (in + at.x + 64);
              __global const float* y = x + n;
              __global float* r = (__global float*) (out + at.y);
              const uint from = get_group_id(0) * 16384, to = min(n, from + 16384);
              WITHIN
              for (uint i = from + get_local_id(0); i < to; i += 64) {
                r[i] = a * x[i] + y[i];
              }
            }
            """;

    public static final KernelProgram GOOD = program("", "");

    /** @param before the kernel, and within it before the work */
    public static KernelProgram program(String before, String within) {
        return new KernelProgram(
                "test.saxpy",
                "saxpy",
                SOURCE.replace("BEFORE", before).replace("WITHIN", within),
                List.of(),
                GROUP,
                false);
    }

    /** Any numbers, the same for the same seed. */
    public static Saxpy of(KernelProgram program, float a, int n, int seed) {
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i * 31 + seed) % 1_000 / 7f;
            y[i] = (i * 17 + seed) % 1_000 / 3f;
        }
        return new Saxpy(program, a, NumericArray.of(x), NumericArray.of(y));
    }

    public static Saxpy good(int n, int seed) {
        return of(GOOD, 2.5f, n, seed);
    }

    @Override
    public int inBytes() {
        return HEAD + 2 * Float.BYTES * x.size();
    }

    @Override
    public int outBytes() {
        return Float.BYTES * x.size();
    }

    @Override
    public int groups() {
        return Math.max(1, Math.ceilDiv(x.size(), CHUNK));
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, x.size()).putFloat(Float.BYTES, a);
        in.position(HEAD).put(x.bytes()).put(y.bytes());
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        return Map.of("out", new NumericArray(ElementType.F32, List.of(x.size()), copy(out)));
    }

    private static ByteBuffer copy(ByteBuffer from) {
        return NumericArray.room(from.remaining()).put(from.duplicate()).flip();
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        float[] r = new float[x.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = a * x.get(i).floatValue() + y.get(i).floatValue();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Map.of("out", NumericArray.of(r));
    }
}
