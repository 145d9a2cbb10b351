package io.apium.gpu.kernel.example;

import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import java.util.List;

/** Pi by chance, which is a hash of a seed and of the number of a point: each tile of a flow has points of its own. */
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
