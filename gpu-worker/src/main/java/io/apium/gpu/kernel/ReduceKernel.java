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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression for each element, and all that it comes to as one value. */
final class ReduceKernel implements Kernel {

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
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Dtype dtype = arguments.dtype(Dtype.values());
        Operands operands = Operands.of(arguments, dtype).widened(Widening.wider(dtype));
        Fp fp = ElementwiseKernel.fp(arguments);
        Expression map =
                ElementwiseKernel.parse("expr", text(arguments, operands), operands.dtype(), fp, operands.names());
        return arguments.values().get("reduce") instanceof Map<?, ?> own
                ? Reduce.of(task(), map, joining(own, operands.dtype(), fp, arguments), operands)
                : named(arguments, map, operands);
    }

    private static String text(Arguments arguments, Operands operands) throws InvalidArgumentException {
        Optional<String> text = arguments.maybeText("expr");
        if (text.isEmpty() && operands.names().size() > 1) {
            throw new InvalidArgumentException(
                    "expr", "is missing; it may be left out where there is one array and no scalar");
        }
        return text.orElse(operands.names().getFirst());
    }

    private Work named(Arguments arguments, Expression map, Operands operands) throws InvalidArgumentException {
        String name = arguments.choice("reduce", List.of("sum", "prod", "min", "max", ARGMIN, ARGMAX), "sum");
        if (name.equals(ARGMIN) || name.equals(ARGMAX)) {
            refuseNothing(operands, name);
            return Extreme.of(task(), map, name.equals(ARGMAX), operands);
        }
        Joining.Named joining = Arrays.stream(Joining.Named.values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow();
        if (!joining.ofNothing()) {
            refuseNothing(operands, name);
        }
        return Reduce.of(task(), map, joining.of(operands.dtype()), operands);
    }

    private static void refuseNothing(Operands operands, String name) throws InvalidArgumentException {
        if (operands.length() == 0) {
            throw new InvalidArgumentException("arrays", "have no elements, and there is no " + name + " of nothing");
        }
    }

    private static Joining joining(Map<?, ?> own, Dtype dtype, Fp fp, Arguments arguments)
            throws InvalidArgumentException {
        if (!own.keySet().equals(Set.of("expr", "neutral"))) {
            throw new InvalidArgumentException("reduce", "is a name, or has expr and neutral; got: " + own.keySet());
        }
        if (!(own.get("expr") instanceof String text)) {
            throw new InvalidArgumentException("reduce", "has an expr that is no text");
        }
        Expression expression = ElementwiseKernel.parse("reduce", text, dtype, fp, Joining.NAMES);
        return new Joining(expression, neutral(own.get("neutral"), dtype, arguments));
    }

    private static Array neutral(@Nullable Object value, Dtype dtype, Arguments arguments)
            throws InvalidArgumentException {
        if (dtype.isFloating() && "inf".equals(value)) {
            return Array.number(dtype, Double.POSITIVE_INFINITY);
        }
        if (dtype.isFloating() && "-inf".equals(value)) {
            return Array.number(dtype, Double.NEGATIVE_INFINITY);
        }
        return new Arguments(Collections.singletonMap("reduce", value), arguments.reader()).number("reduce", dtype);
    }
}
