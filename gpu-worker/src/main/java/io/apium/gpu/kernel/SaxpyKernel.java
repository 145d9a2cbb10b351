package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes {@code a * x + y} for a scalar {@code a} and arrays {@code x} and {@code y}. */
public final class SaxpyKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.saxpy";
    }

    @Override
    public List<String> parameters() {
        return List.of("a", "x", "y", "dtype");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.values());
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        arrays.put("x", arguments.array("x", elementType));
        arrays.put("y", arguments.array("y", elementType));
        ExpressionOperands operands =
                ExpressionOperands.of(elementType, "y", arrays, Map.of("a", arguments.number("a", elementType)));
        Expression expression =
                ElementwiseKernel.parse("a", "a * x + y", elementType, FloatMode.PLAIN, operands.names());
        return ElementwiseWork.of(task(), expression, operands);
    }
}
