package io.apium.gpu.kernel;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.List;

/** How many elements are in each part of a range. */
final class HistogramKernel implements Kernel {

    private static final int BINS_MAX = GpuBounds.HISTOGRAM_BINS.intMax();
    private static final int BYTES_MAX = GpuBounds.WORK_BYTES.intMax();

    @Override
    public String task() {
        return "gpu.histogram";
    }

    @Override
    public List<String> parameters() {
        return List.of("x", "bins", "min", "max", "dtype");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.F32, Dtype.F64, Dtype.I32, Dtype.U32, Dtype.U8);
        int bins = (int) arguments.whole("bins", 1, BINS_MAX);
        Number least = arguments.number("min", dtype).get(0);
        Number most = arguments.number("max", dtype).get(0);
        if (most.doubleValue() < least.doubleValue()
                || (dtype.isFloating() && most.doubleValue() == least.doubleValue())) {
            throw new InvalidArgumentException("max", "is more than min, which is " + least + "; got: " + most);
        }
        Bins parts = switch (dtype) {
            case F32 -> floats(bins, least.floatValue(), most.floatValue());
            case F64 -> doubles(bins, least.doubleValue(), most.doubleValue());
            case I32, U32, U8, I64 ->
                new Bins.OfWhole(least.longValue(), most.longValue(), most.longValue() - least.longValue() + 1);
        };
        Array x = arguments.array("x", dtype);
        if (x.bytes().remaining() > BYTES_MAX) {
            throw new InvalidArgumentException("x", "has up to " + BYTES_MAX + " bytes");
        }
        return Histogram.of(task(), x, bins, parts);
    }

    private static Bins floats(int bins, float least, float most) throws InvalidArgumentException {
        return new Bins.OfFloats(least, most, (float) scaled(bins / (most - least), most - least));
    }

    private static Bins doubles(int bins, double least, double most) throws InvalidArgumentException {
        return new Bins.OfDoubles(least, most, scaled(bins / (most - least), most - least));
    }

    private static double scaled(double scale, double range) throws InvalidArgumentException {
        if (!Double.isFinite(scale) || !Double.isFinite(range) || scale == 0) {
            throw new InvalidArgumentException("max", "is too far from min, or too near, to be computed with");
        }
        return scale;
    }
}
