package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sum of the products of two arrays. */
final class DotKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.dot";
    }

    @Override
    public List<String> parameters() {
        return List.of("x", "y", "dtype");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.values());
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", arguments.array("x", dtype));
        arrays.put("y", arguments.array("y", dtype));
        Operands operands = Operands.of(dtype, "y", arrays, Map.of()).widened(Widening.wider(dtype));
        Expression map = ElementwiseKernel.parse("x", "x * y", operands.dtype(), Fp.PLAIN, operands.names());
        return Reduce.of(task(), map, Joining.Named.SUM.of(operands.dtype()), operands);
    }
}
