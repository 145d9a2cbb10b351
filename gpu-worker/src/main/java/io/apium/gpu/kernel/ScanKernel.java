package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.List;

/** Prefix sums, and prefix reductions with other operators. */
public final class ScanKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.scan";
    }

    @Override
    public List<String> parameters() {
        return List.of("x", "op", "inclusive", "dtype");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.values());
        NumericArray x = IntegerWidening.of(arguments.array("x", elementType), IntegerWidening.wider(elementType));
        ReduceOperator.Named op =
                arguments.choice("op", List.of(ReduceOperator.Named.values()), ReduceOperator.Named.SUM);
        return ScanWork.of(task(), op.of(x.elementType()), arguments.flag("inclusive", true), x);
    }
}
