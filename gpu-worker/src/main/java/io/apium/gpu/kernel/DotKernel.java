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

/** The dot product of two arrays. */
public final class DotKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.dot";
    }

    @Override
    public List<String> parameters() {
        return List.of("x", "y", "dtype");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.values());
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        arrays.put("x", arguments.array("x", elementType));
        arrays.put("y", arguments.array("y", elementType));
        ExpressionOperands operands =
                ExpressionOperands.of(elementType, "y", arrays, Map.of()).widened(IntegerWidening.wider(elementType));
        Expression map =
                ElementwiseKernel.parse("x", "x * y", operands.elementType(), FloatMode.PLAIN, operands.names());
        return ReduceWork.of(task(), map, ReduceOperator.Named.SUM.of(operands.elementType()), operands);
    }
}
