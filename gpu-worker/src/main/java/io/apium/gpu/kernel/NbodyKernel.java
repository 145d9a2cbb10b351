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

/** Bodies that attract each other, for some steps of time. */
final class NbodyKernel implements Kernel {

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
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Array masses = arguments.array("masses", Dtype.F32);
        int n = masses.size();
        if (masses.shape().size() != 1 || n > BODIES_MAX) {
            throw new InvalidArgumentException(
                    "masses",
                    "is one number for each of up to " + BODIES_MAX + " bodies, got a shape of " + masses.shape());
        }
        int steps = (int) arguments.whole("steps", 0, STEPS_MAX, 1);
        if ((long) n * n * steps > PAIRS_MAX) {
            throw new InvalidArgumentException(
                    "steps", "times the square of the bodies is up to " + PAIRS_MAX + ", got: " + (long) n * n * steps);
        }
        double softening = arguments.real("softening", 0.001);
        if (softening < SOFTENING_MIN || softening > 1 / SOFTENING_MIN) {
            throw new InvalidArgumentException("softening", "is " + SOFTENING_MIN + " to 1000000, got: " + softening);
        }
        var bodies = new Nbody.Bodies(triples("positions", arguments, n), triples("velocities", arguments, n), masses);
        float dt = arguments.number("dt", Dtype.F32).get(0).floatValue();
        return Nbody.of(task(), bodies, steps, dt, (float) (softening * softening));
    }

    private static Array triples(String name, Arguments arguments, int n)
            throws InvalidArgumentException, BlobGoneException {
        Array array = arguments.array(name, Dtype.F32);
        if (array.size() != 3 * n || (n > 0 && !array.shape().equals(List.of(n, 3)))) {
            throw new InvalidArgumentException(
                    name, "has a shape of [" + n + ", 3], as there are " + n + " masses; got: " + array.shape());
        }
        return array;
    }
}
