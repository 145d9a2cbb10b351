package io.apium.gpu.kernel.example;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import java.util.List;

/** A picture of the Mandelbrot set, or a range of its rows, so that a flow can split it into tiles. */
public final class MandelbrotKernel implements Kernel {

    private static final int SIDE_MAX = GpuBounds.MANDELBROT_SIDE.intMax();
    private static final int PIXELS_MAX = GpuBounds.MANDELBROT_PIXELS.intMax();
    private static final int ITERATIONS_MAX = GpuBounds.MANDELBROT_ITERATIONS.intMax();

    @Override
    public String task() {
        return "gpu.mandelbrot";
    }

    @Override
    public List<String> parameters() {
        return List.of("tile", "tiles", "width", "height", "x", "y", "scale", "iterations", "dtype");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException {
        ElementType elementType = arguments.dtype(ElementType.F32, ElementType.F64);
        int width = (int) arguments.whole("width", 1, SIDE_MAX);
        int height = (int) arguments.whole("height", 1, SIDE_MAX);
        long tiles = arguments.whole("tiles", 1, height, 1);
        long tile = arguments.whole("tile", 0, tiles - 1, 0);
        int from = (int) (tile * height / tiles);
        int to = (int) ((tile + 1) * height / tiles);
        if ((to - from) * (long) width > PIXELS_MAX) {
            throw new InvalidArgumentException(
                    "tiles",
                    "must leave at most " + PIXELS_MAX + " pixels per tile, got: " + (to - from) * (long) width);
        }
        double scale = arguments.real("scale", 3);
        if (scale <= 0) {
            throw new InvalidArgumentException("scale", "must be more than 0, got: " + scale);
        }
        double step = scale / width;
        var view = new MandelbrotWork.View(
                arguments.real("x", -0.5) - scale / 2, arguments.real("y", 0) - step * height / 2, step, (int)
                        arguments.whole("iterations", 1, ITERATIONS_MAX, 256));
        return MandelbrotWork.of(task(), elementType, width, from, to, view);
    }
}
