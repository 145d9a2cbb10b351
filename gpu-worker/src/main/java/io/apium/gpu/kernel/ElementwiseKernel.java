package io.apium.gpu.kernel;

import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.WrongExpression;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Work;
import io.apium.gpu.work.WrongArgument;
import io.apium.store.BlobGone;
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
    public Work work(Arguments arguments) throws WrongArgument, BlobGone {
        Dtype dtype = arguments.dtype(Dtype.values());
        Operands operands = Operands.of(arguments, dtype);
        Expression expression = parse("expr", arguments.text("expr"), dtype, fp(arguments), operands.names());
        return Elementwise.of(task(), expression, operands);
    }

    /** The argument {@code fp}; there is none that says what is usual. */
    static Fp fp(Arguments arguments) throws WrongArgument {
        String name = arguments.choice("fp", List.of("strict", "fast"), "plain");
        return Fp.named(name).orElseThrow();
    }

    static Expression parse(String argument, String text, Dtype dtype, Fp fp, List<String> names) throws WrongArgument {
        try {
            return Expression.parse(text, dtype, fp, names);
        } catch (WrongExpression e) {
            throw new WrongArgument(argument, "is no expression: " + e.getMessage());
        }
    }
}
