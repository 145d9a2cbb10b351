package io.apium.gpu.kernel;

import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.InvalidExpressionException;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.List;

/** An expression of the client's, over arrays and numbers that it names. */
final class ElementwiseKernel implements Kernel {

    @Override
    public String task() {
        return "gpu.elementwise";
    }

    @Override
    public List<String> parameters() {
        return List.of("expr", "arrays", "scalars", "dtype", "fp");
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.values());
        Operands operands = Operands.of(arguments, dtype);
        Expression expression = parse("expr", arguments.text("expr"), dtype, fp(arguments), operands.names());
        return Elementwise.of(task(), expression, operands);
    }

    /** The argument {@code fp}; there is none that says what is usual. */
    static Fp fp(Arguments arguments) throws InvalidArgumentException {
        String name = arguments.choice("fp", List.of("strict", "fast"), "plain");
        return Fp.named(name).orElseThrow();
    }

    static Expression parse(String argument, String text, Dtype dtype, Fp fp, List<String> names)
            throws InvalidArgumentException {
        try {
            return Expression.parse(text, dtype, fp, names);
        } catch (InvalidExpressionException e) {
            throw new InvalidArgumentException(argument, "is no expression: " + e.getMessage());
        }
    }
}
