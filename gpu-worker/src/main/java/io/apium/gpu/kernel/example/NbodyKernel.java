package io.apium.gpu.kernel.example;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.List;

/** Simulates bodies that attract each other, for a number of time steps. */
public final class NbodyKernel implements Kernel {

    private static final int BODIES_MAX = GpuBounds.NBODY_BODIES.intMax();
    private static final int STEPS_MAX = GpuBounds.NBODY_STEPS.intMax();
    private static final long PAIRS_MAX = GpuBounds.NBODY_PAIRS.max();
    private static final double SOFTENING_MIN = 1e-6;

    @Override
    public String task() {
        return "gpu.nbody";
    }

    @Override
    public List<String> parameters() {
        return List.of("positions", "velocities", "masses", "dt", "steps", "softening");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        NumericArray masses = arguments.array("masses", ElementType.F32);
        int n = masses.size();
        if (masses.shape().size() != 1 || n > BODIES_MAX) {
            throw new InvalidArgumentException(
                    "masses", "must have one number per body, at most " + BODIES_MAX + ", got shape " + masses.shape());
        }
        int steps = (int) arguments.whole("steps", 0, STEPS_MAX, 1);
        if ((long) n * n * steps > PAIRS_MAX) {
            throw new InvalidArgumentException(
                    "steps",
                    "times the square of the bodies must be at most " + PAIRS_MAX + ", got: " + (long) n * n * steps);
        }
        double softening = arguments.real("softening", 0.001);
        if (softening < SOFTENING_MIN || softening > 1 / SOFTENING_MIN) {
            throw new InvalidArgumentException(
                    "softening", "must be " + SOFTENING_MIN + " to 1000000, got: " + softening);
        }
        var bodies =
                new NbodyWork.Bodies(triples("positions", arguments, n), triples("velocities", arguments, n), masses);
        float dt = arguments.number("dt", ElementType.F32).get(0).floatValue();
        return NbodyWork.of(task(), bodies, steps, dt, (float) (softening * softening));
    }

    private static NumericArray triples(String name, WorkArguments arguments, int n)
            throws InvalidArgumentException, BlobGoneException {
        NumericArray array = arguments.array(name, ElementType.F32);
        if (array.size() != 3 * n || (n > 0 && !array.shape().equals(List.of(n, 3)))) {
            throw new InvalidArgumentException(
                    name, "must have shape [" + n + ", 3] for " + n + " masses, got: " + array.shape());
        }
        return array;
    }
}
