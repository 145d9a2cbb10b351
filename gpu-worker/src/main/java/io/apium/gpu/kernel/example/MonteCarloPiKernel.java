package io.apium.gpu.kernel.example;

import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import java.util.List;

/**
 * Monte Carlo estimate of pi. The points are hashes of the seed and the point's number, so that tiles do not overlap.
 */
public final class MonteCarloPiKernel implements Kernel {

    private static final long SAMPLES_MAX = GpuBounds.PI_SAMPLES.max();
    private static final long TILE_MAX = GpuBounds.PI_TILE.max();

    @Override
    public String task() {
        return "gpu.monte_carlo_pi";
    }

    @Override
    public List<String> parameters() {
        return List.of("tile", "samples", "seed");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException {
        long samples = arguments.whole("samples", 1, SAMPLES_MAX);
        long tile = arguments.whole("tile", 0, TILE_MAX, 0);
        return MonteCarloPiWork.of(
                task(), arguments.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 0), tile * samples, samples);
    }
}
