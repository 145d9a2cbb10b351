package io.apium.gpu;

import io.apium.gpu.kernel.DotKernel;
import io.apium.gpu.kernel.ElementwiseKernel;
import io.apium.gpu.kernel.HistogramKernel;
import io.apium.gpu.kernel.MatmulKernel;
import io.apium.gpu.kernel.ReduceKernel;
import io.apium.gpu.kernel.SaxpyKernel;
import io.apium.gpu.kernel.ScanKernel;
import io.apium.gpu.kernel.example.MandelbrotKernel;
import io.apium.gpu.kernel.example.MonteCarloPiKernel;
import io.apium.gpu.kernel.example.NbodyKernel;
import io.apium.gpu.work.Kernel;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The kernels that every GPU worker has. */
public final class BuiltinKernels {

    private BuiltinKernels() {}

    /** The kernels by task name. */
    public static SequencedMap<String, Kernel> builtIn() {
        SequencedMap<String, Kernel> kernels = new TreeMap<>(Comparator.naturalOrder());
        for (Kernel kernel : List.of(
                new ElementwiseKernel(),
                new ReduceKernel(),
                new ScanKernel(),
                new SaxpyKernel(),
                new DotKernel(),
                new MatmulKernel(),
                new MandelbrotKernel(),
                new MonteCarloPiKernel(),
                new NbodyKernel(),
                new HistogramKernel())) {
            kernels.put(kernel.task(), kernel);
        }
        return kernels;
    }
}
