package io.apium.gpu.kernel;

import io.apium.gpu.work.Kernel;
import java.util.List;

/** The kernels that every worker has. */
public final class Kernels {

    private Kernels() {}

    public static List<Kernel> all() {
        return List.of(new ElementwiseKernel(), new SaxpyKernel());
    }
}
