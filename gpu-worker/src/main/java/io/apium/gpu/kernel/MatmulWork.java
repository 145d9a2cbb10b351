package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A matrix product. A group computes a tile of 16 by 16. Products are added in the order of the inner index, so the
 * result does not depend on the tiles.
 */
record MatmulWork(KernelProgram program, NumericArray a, NumericArray b) implements BatchableWork {

    private static final int HEAD = 64;
    private static final int TILE = 16;
    private static final String BODY = """
            const uint m = ((__global const uint*)in)[0];
            const uint k = ((__global const uint*)in)[1];
            const uint n = ((__global const uint*)in)[2];
            __global const T* a = (__global const T*)(in + 64);
            __global const T* b = (__global const T*)(in + ((__global const uint*)in)[3]);
            __local T left[256], right[256];
            const uint across = (n + 15) / 16, down = (m + 15) / 16;
            if (group >= across * down) return;
            const uint r = l / 16, c = l & 15, tile = group / across;
            const uint row = tile * 16 + r, column = (group - tile * across) * 16 + c;
            T v_acc = 0;
            for (uint t = 0; t < k; t += 16) {
              left[l] = row < m && t + c < k ? a[row * k + t + c] : 0;
              right[l] = t + r < k && column < n ? b[(t + r) * n + column] : 0;
              barrier(CLK_LOCAL_MEM_FENCE);
              for (uint j = 0; j < 16; j++) {
                const T v_a = left[r * 16 + j], v_b = right[j * 16 + c];
                v_acc = STEP;
              }
              barrier(CLK_LOCAL_MEM_FENCE);
            }
            if (row < m && column < n) ((__global T*)out)[row * n + column] = settled(v_acc);
            """;

    static MatmulWork of(String task, NumericArray a, NumericArray b) throws InvalidArgumentException {
        ElementType elementType = a.elementType();
        Expression step =
                ElementwiseKernel.parse("a", "acc + a * b", elementType, FloatMode.PLAIN, List.of("acc", "a", "b"));
        String source = OpenClSnippets.kernel("matmul", BODY.replace("STEP", step.openCl()));
        return new MatmulWork(OpenClSnippets.program(task, elementType, "matmul", source, false), a, b);
    }

    private int rows() {
        return a.shape().getFirst();
    }

    private int inner() {
        return a.shape().getLast();
    }

    private int columns() {
        return b.shape().getLast();
    }

    private int second() {
        return HEAD + OpenClSnippets.aligned(a.bytes().remaining());
    }

    private int resultBytes() {
        return rows() * columns() * a.elementType().bytes();
    }

    @Override
    public int inBytes() {
        return second() + b.bytes().remaining();
    }

    @Override
    public int outBytes() {
        return Math.max(a.elementType().bytes(), resultBytes());
    }

    @Override
    public int groups() {
        return Math.max(1, Math.ceilDiv(rows(), TILE) * Math.ceilDiv(columns(), TILE));
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, rows());
        in.putInt(4, inner());
        in.putInt(8, columns());
        in.putInt(12, second());
        in.put(HEAD, a.bytes(), 0, a.bytes().remaining());
        in.put(second(), b.bytes(), 0, b.bytes().remaining());
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        ByteBuffer copy = NumericArray.room(resultBytes());
        copy.put(0, out, out.position(), copy.remaining());
        return done(copy);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        ByteBuffer out = NumericArray.room(resultBytes());
        switch (a.elementType()) {
            case F32 -> floats(out);
            case F64 -> doubles(out);
            case I32 -> ints(out);
            case U32, I64, U8 -> throw new IllegalStateException("the kernel has no " + a.elementType());
        }
        return done(out);
    }

    private Map<String, NumericArray> done(ByteBuffer content) {
        return Map.of("out", new NumericArray(a.elementType(), List.of(rows(), columns()), content));
    }

    private void floats(ByteBuffer out) throws InterruptedException {
        float[] left = new float[a.size()];
        float[] right = new float[b.size()];
        a.bytes().asFloatBuffer().get(left);
        b.bytes().asFloatBuffer().get(right);
        float[] row = new float[columns()];
        for (int i = 0; i < rows(); i++) {
            OpenClSnippets.checkInterrupt();
            Arrays.fill(row, 0);
            for (int k = 0; k < inner(); k++) {
                add(row, left[i * inner() + k], right, k * row.length);
            }
            for (int j = 0; j < row.length; j++) {
                row[j] = Float.isNaN(row[j]) ? Float.NaN : row[j];
            }
            out.asFloatBuffer().put(i * row.length, row);
        }
    }

    private static void add(float[] row, float factor, float[] other, int from) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[from + j];
        }
    }

    private void doubles(ByteBuffer out) throws InterruptedException {
        double[] left = new double[a.size()];
        double[] right = new double[b.size()];
        a.bytes().asDoubleBuffer().get(left);
        b.bytes().asDoubleBuffer().get(right);
        double[] row = new double[columns()];
        for (int i = 0; i < rows(); i++) {
            OpenClSnippets.checkInterrupt();
            Arrays.fill(row, 0);
            for (int k = 0; k < inner(); k++) {
                add(row, left[i * inner() + k], right, k * row.length);
            }
            for (int j = 0; j < row.length; j++) {
                row[j] = Double.isNaN(row[j]) ? Double.NaN : row[j];
            }
            out.asDoubleBuffer().put(i * row.length, row);
        }
    }

    private static void add(double[] row, double factor, double[] other, int from) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[from + j];
        }
    }

    private void ints(ByteBuffer out) throws InterruptedException {
        int[] left = new int[a.size()];
        int[] right = new int[b.size()];
        a.bytes().asIntBuffer().get(left);
        b.bytes().asIntBuffer().get(right);
        int[] row = new int[columns()];
        for (int i = 0; i < rows(); i++) {
            OpenClSnippets.checkInterrupt();
            Arrays.fill(row, 0);
            for (int k = 0; k < inner(); k++) {
                add(row, left[i * inner() + k], right, k * row.length);
            }
            out.asIntBuffer().put(i * row.length, row);
        }
    }

    private static void add(int[] row, int factor, int[] other, int from) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[from + j];
        }
    }
}
