package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.InvalidExpressionException;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.List;

/** Evaluates an expression of the client for each element of its arrays. */
public final class ElementwiseKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.elementwise";
    }

    @Override
    public List<String> parameters() {
        return List.of("expr", "arrays", "scalars", "dtype", "fp");
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        ElementType elementType = arguments.dtype(ElementType.values());
        ExpressionOperands operands = ExpressionOperands.of(arguments, elementType);
        Expression expression = parse("expr", arguments.text("expr"), elementType, fp(arguments), operands.names());
        return ElementwiseWork.of(task(), expression, operands);
    }

    /** The argument {@code fp}, by default plain. */
    static FloatMode fp(WorkArguments arguments) throws InvalidArgumentException {
        String name = arguments.choice("fp", List.of("strict", "fast"), "plain");
        return FloatMode.named(name).orElseThrow();
    }

    static Expression parse(
            String argument, String text, ElementType elementType, FloatMode floatMode, List<String> names)
            throws InvalidArgumentException {
        try {
            return Expression.parse(text, elementType, floatMode, names);
        } catch (InvalidExpressionException e) {
            throw new InvalidArgumentException(argument, "has an invalid expression: " + e.getMessage());
        }
    }
}
