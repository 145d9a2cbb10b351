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

/** A number times an array, and another array to it. */
final class SaxpyKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.saxpy";
    }

    @Override
    public List<String> parameters() {
        return List.of("a", "x", "y", "dtype");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.values());
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", arguments.array("x", dtype));
        arrays.put("y", arguments.array("y", dtype));
        Operands operands = Operands.of(dtype, "y", arrays, Map.of("a", arguments.number("a", dtype)));
        Expression expression = ElementwiseKernel.parse("a", "a * x + y", dtype, Fp.PLAIN, operands.names());
        return Elementwise.of(task(), expression, operands);
    }
}
