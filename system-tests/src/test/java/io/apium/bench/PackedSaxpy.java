package io.apium.bench;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code a * x + y} of floats, as a work that joins launches. */
record PackedSaxpy(float a, Array x, Array y) implements Packed {

    private static final int GROUP = 64;
    private static final int HEAD = 64;
    private static final Program PROGRAM = new Program("bench.saxpy", "saxpy", """
            #pragma OPENCL FP_CONTRACT OFF
            __attribute__((reqd_work_group_size(64, 1, 1)))
            __kernel void saxpy(__global const uchar* in, __global uchar* out) {
              const uint4 at = ((__global const uint4*) in)[get_global_id(1)];
              const uint n = ((__global const uint*) (in + at.x))[0];
              const float a = ((__global const float*) (in + at.x))[1];
              __global const float* x = (__global const float*) (in + at.x + 64);
              __global const float* y = x + n;
              __global float* r = (__global float*) (out + at.y);
              for (uint i = get_global_id(0); i < n; i += 64) {
                r[i] = a * x[i] + y[i];
              }
            }
            """, List.of(), GROUP, false);

    static PackedSaxpy of(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i / 7f;
        }
        return new PackedSaxpy(2.5f, Array.of(numbers), Array.of(numbers));
    }

    @Override
    public Program program() {
        return PROGRAM;
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
        return 1;
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, x.size()).putFloat(Float.BYTES, a);
        in.position(HEAD).put(x.bytes()).put(y.bytes());
    }

    @Override
    public Map<String, Array> unpack(ByteBuffer out) {
        ByteBuffer content = Array.room(out.remaining()).put(out).flip();
        return Map.of("out", new Array(Dtype.F32, List.of(x.size()), content));
    }

    @Override
    public Map<String, Array> compute() {
        float[] r = new float[x.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = a * x.get(i).floatValue() + y.get(i).floatValue();
        }
        return Map.of("out", Array.of(r));
    }
}
