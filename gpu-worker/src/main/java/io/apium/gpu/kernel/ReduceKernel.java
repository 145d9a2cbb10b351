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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps each element with an expression and reduces the results to one value. */
public final class ReduceKernel implements Kernel {

    private static final String ARGMIN = "argmin";
    private static final String ARGMAX = "argmax";

    @Override
    public String task() {
        return "gpu.reduce";
    }

    @Override
    public List<String> parameters() {
        return List.of("arrays", "expr", "reduce", "scalars", "dtype", "fp");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.values());
        ExpressionOperands operands =
                ExpressionOperands.of(arguments, elementType).widened(IntegerWidening.wider(elementType));
        FloatMode floatMode = ElementwiseKernel.fp(arguments);
        Expression map = ElementwiseKernel.parse(
                "expr", text(arguments, operands), operands.elementType(), floatMode, operands.names());
        return arguments.values().get("reduce") instanceof Map<?, ?> own
                ? ReduceWork.of(task(), map, joining(own, operands.elementType(), floatMode, arguments), operands)
                : named(arguments, map, operands);
    }

    private static String text(WorkArguments arguments, ExpressionOperands operands) throws InvalidArgumentException {
        Optional<String> text = arguments.maybeText("expr");
        if (text.isEmpty() && operands.names().size() > 1) {
            throw new InvalidArgumentException("expr", "is required, unless there is exactly one array and no scalar");
        }
        return text.orElse(operands.names().getFirst());
    }

    private KernelWork named(WorkArguments arguments, Expression map, ExpressionOperands operands)
            throws InvalidArgumentException {
        String name = arguments.choice("reduce", List.of("sum", "prod", "min", "max", ARGMIN, ARGMAX), "sum");
        if (name.equals(ARGMIN) || name.equals(ARGMAX)) {
            refuseNothing(operands, name);
            return ArgMinMax.of(task(), map, name.equals(ARGMAX), operands);
        }
        ReduceOperator.Named joining = Arrays.stream(ReduceOperator.Named.values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow();
        if (!joining.ofNothing()) {
            refuseNothing(operands, name);
        }
        return ReduceWork.of(task(), map, joining.of(operands.elementType()), operands);
    }

    private static void refuseNothing(ExpressionOperands operands, String name) throws InvalidArgumentException {
        if (operands.length() == 0) {
            throw new InvalidArgumentException("arrays", "must not be empty: " + name + " of no elements is undefined");
        }
    }

    private static ReduceOperator joining(
            Map<?, ?> own, ElementType elementType, FloatMode floatMode, WorkArguments arguments)
            throws InvalidArgumentException {
        if (!own.keySet().equals(Set.of("expr", "neutral"))) {
            throw new InvalidArgumentException(
                    "reduce", "must be a name, or have expr and neutral, got: " + own.keySet());
        }
        if (!(own.get("expr") instanceof String text)) {
            throw new InvalidArgumentException("reduce", "must have a text as expr");
        }
        Expression expression = ElementwiseKernel.parse("reduce", text, elementType, floatMode, ReduceOperator.NAMES);
        return new ReduceOperator(expression, neutral(own.get("neutral"), elementType, arguments));
    }

    private static NumericArray neutral(@Nullable Object value, ElementType elementType, WorkArguments arguments)
            throws InvalidArgumentException {
        if (elementType.isFloating() && "inf".equals(value)) {
            return NumericArray.number(elementType, Double.POSITIVE_INFINITY);
        }
        if (elementType.isFloating() && "-inf".equals(value)) {
            return NumericArray.number(elementType, Double.NEGATIVE_INFINITY);
        }
        return new WorkArguments(Collections.singletonMap("reduce", value), arguments.reader())
                .number("reduce", elementType);
    }
}
