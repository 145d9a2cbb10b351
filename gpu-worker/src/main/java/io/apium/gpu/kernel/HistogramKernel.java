package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.List;

/** Counts the elements in each bin of a range. */
public final class HistogramKernel implements Kernel {

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
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType =
                arguments.dtype(ElementType.F32, ElementType.F64, ElementType.I32, ElementType.U32, ElementType.U8);
        int bins = (int) arguments.whole("bins", 1, BINS_MAX);
        Number least = arguments.number("min", elementType).get(0);
        Number most = arguments.number("max", elementType).get(0);
        if (most.doubleValue() < least.doubleValue()
                || (elementType.isFloating() && most.doubleValue() == least.doubleValue())) {
            throw new InvalidArgumentException("max", "must be more than min, which is " + least + ", got: " + most);
        }
        HistogramBins parts = switch (elementType) {
            case F32 -> floats(bins, least.floatValue(), most.floatValue());
            case F64 -> doubles(bins, least.doubleValue(), most.doubleValue());
            case I32, U32, U8, I64 ->
                new HistogramBins.OfWhole(
                        least.longValue(), most.longValue(), most.longValue() - least.longValue() + 1);
        };
        NumericArray x = arguments.array("x", elementType);
        if (x.bytes().remaining() > BYTES_MAX) {
            throw new InvalidArgumentException("x", "must have at most " + BYTES_MAX + " bytes");
        }
        return HistogramWork.of(task(), x, bins, parts);
    }

    private static HistogramBins floats(int bins, float least, float most) throws InvalidArgumentException {
        return new HistogramBins.OfFloats(least, most, (float) scaled(bins / (most - least), most - least));
    }

    private static HistogramBins doubles(int bins, double least, double most) throws InvalidArgumentException {
        return new HistogramBins.OfDoubles(least, most, scaled(bins / (most - least), most - least));
    }

    private static double scaled(double scale, double range) throws InvalidArgumentException {
        if (!Double.isFinite(scale) || !Double.isFinite(range) || scale == 0) {
            throw new InvalidArgumentException("max", "must be neither too close to min nor too far from it");
        }
        return scale;
    }
}
