package io.apium.gpu.expression;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.array.Dtype;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression over named values, all of one type, which it is computed in.
 *
 * @param names what it may name, in the order in which {@link Machine}s and kernels are given the values
 */
public record Expression(Dtype dtype, Fp fp, List<String> names, Node root) {

    private static final int LENGTH_MAX = GpuBounds.EXPRESSION_CHARACTERS.intMax();

    public Expression {
        names = List.copyOf(names);
    }

    /** @throws InvalidExpressionException with the column */
    public static Expression parse(String text, Dtype dtype, Fp fp, List<String> names)
            throws InvalidExpressionException {
        if (text.length() > LENGTH_MAX) {
            throw new InvalidExpressionException(
                    LENGTH_MAX + 1, "an expression has up to " + LENGTH_MAX + " characters, got " + text.length());
        }
        return new Expression(dtype, fp, names, new Parser(text, new Grammar(dtype, fp, names)).parse());
    }

    /** In OpenCL C, where each name has {@code v_} before it; {@link OpenCl#prelude} has what it calls. */
    public String openCl() {
        return OpenCl.text(root, dtype);
    }

    /** For the compiler. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (fp == Fp.FAST) {
            options.add("-cl-mad-enable");
        } else if (dtype == Dtype.F32 && divides(root)) {
            options.add(OpenCl.ROUNDED);
        }
        return options;
    }

    private static boolean divides(Node node) {
        return switch (node) {
            case Node.Literal _, Node.Input _ -> false;
            case Node.Applied(Operation operation, List<Node> operands, int _) ->
                operation == Operation.DIVIDE
                        || operation == Operation.SQRT
                        || operands.stream().anyMatch(Expression::divides);
        };
    }
}
