package io.apium.gpu.kernel.example;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.OpenClSnippets;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * For each pixel the number of iterations until its point is more than 2 away from 0.
 *
 * @param from the first row
 * @param to the row after the last
 */
record MandelbrotWork(KernelProgram program, ElementType elementType, int width, int from, int to, View view)
        implements BatchableWork {

    private static final String BODY = """
            const uint width = ((__global const uint*)in)[0];
            const uint from = ((__global const uint*)in)[1];
            const uint pixels = ((__global const uint*)in)[2];
            const int iterations = ((__global const int*)in)[3];
            __global const T* view = (__global const T*)(in + 16);
            const uint pixel = group * 256 + l;
            if (pixel >= pixels) return;
            const uint row = pixel / width;
            const T x = view[0] + (T)(pixel - row * width) * view[2];
            const T y = view[1] + (T)(from + row) * view[2];
            T re = 0, im = 0;
            int steps = 0;
            while (steps < iterations && re * re + im * im <= 4) {
              const T next = re * re - im * im + x;
              im = 2 * re * im + y;
              re = next;
              steps++;
            }
            ((__global int*)out)[pixel] = steps;
            """;

    /**
     * The visible section of the plane.
     *
     * @param left of the first column
     * @param top of the first row of the whole picture
     * @param step from one column to the next, and from one row to the next
     */
    record View(double left, double top, double step, int iterations) {}

    static MandelbrotWork of(String task, ElementType elementType, int width, int from, int to, View view) {
        KernelProgram program = OpenClSnippets.program(
                task, elementType, "mandelbrot", OpenClSnippets.kernel("mandelbrot", BODY), false);
        return new MandelbrotWork(program, elementType, width, from, to, view);
    }

    private int pixels() {
        return (to - from) * width;
    }

    @Override
    public int inBytes() {
        return 64;
    }

    @Override
    public int outBytes() {
        return Math.max(1, pixels()) * Integer.BYTES;
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(pixels(), OpenClSnippets.GROUP);
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, width).putInt(4, from).putInt(8, pixels()).putInt(12, view.iterations());
        double[] values = {view.left(), view.top(), view.step()};
        for (int i = 0; i < values.length; i++) {
            if (elementType == ElementType.F32) {
                in.putFloat(16 + i * Float.BYTES, (float) values[i]);
            } else {
                in.putDouble(16 + i * Double.BYTES, values[i]);
            }
        }
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        ByteBuffer copy = NumericArray.room(pixels() * Integer.BYTES);
        copy.put(0, out, out.position(), copy.remaining());
        return done(copy);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        ByteBuffer out = NumericArray.room(pixels() * Integer.BYTES);
        int[] row = new int[width];
        for (int i = from; i < to; i++) {
            OpenClSnippets.checkInterrupt();
            if (elementType == ElementType.F32) {
                floats(row, i);
            } else {
                doubles(row, i);
            }
            out.asIntBuffer().put((i - from) * width, row);
        }
        return done(out);
    }

    private Map<String, NumericArray> done(ByteBuffer content) {
        return Map.of("out", new NumericArray(ElementType.I32, List.of(to - from, width), content));
    }

    private void floats(int[] row, int i) {
        float step = (float) view.step();
        float y = (float) view.top() + i * step;
        for (int j = 0; j < width; j++) {
            float x = (float) view.left() + j * step;
            float re = 0;
            float im = 0;
            int steps = 0;
            while (steps < view.iterations() && re * re + im * im <= 4) {
                float next = re * re - im * im + x;
                im = 2 * re * im + y;
                re = next;
                steps++;
            }
            row[j] = steps;
        }
    }

    private void doubles(int[] row, int i) {
        double y = view.top() + i * view.step();
        for (int j = 0; j < width; j++) {
            double x = view.left() + j * view.step();
            double re = 0;
            double im = 0;
            int steps = 0;
            while (steps < view.iterations() && re * re + im * im <= 4) {
                double next = re * re - im * im + x;
                im = 2 * re * im + y;
                re = next;
                steps++;
            }
            row[j] = steps;
        }
    }
}
