package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.List;

/** For each element what it and all before it come to. */
final class ScanKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.scan";
    }

    @Override
    public List<String> parameters() {
        return List.of("x", "op", "inclusive", "dtype");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.values());
        Array x = Widening.of(arguments.array("x", dtype), Widening.wider(dtype));
        Joining.Named op = arguments.choice("op", List.of(Joining.Named.values()), Joining.Named.SUM);
        return Scan.of(task(), op.of(x.dtype()), arguments.flag("inclusive", true), x);
    }
}
