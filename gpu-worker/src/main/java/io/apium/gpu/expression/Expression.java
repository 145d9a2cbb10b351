package io.apium.gpu.expression;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.bound.GpuBounds;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression over named values. All values have one type, in which the expression is computed.
 *
 * @param names the allowed names, in the order in which {@link ExpressionInterpreter}s and kernels receive the values
 */
public record Expression(ElementType elementType, FloatMode floatMode, List<String> names, ExpressionNode root) {

    private static final int LENGTH_MAX = GpuBounds.EXPRESSION_CHARACTERS.intMax();

    public Expression {
        names = List.copyOf(names);
    }

    /** @throws InvalidExpressionException with the column */
    public static Expression parse(String text, ElementType elementType, FloatMode floatMode, List<String> names)
            throws InvalidExpressionException {
        if (text.length() > LENGTH_MAX) {
            throw new InvalidExpressionException(
                    LENGTH_MAX + 1,
                    "an expression must have at most " + LENGTH_MAX + " characters, got " + text.length());
        }
        return new Expression(
                elementType,
                floatMode,
                names,
                new ExpressionParser(text, new TypeChecker(elementType, floatMode, names)).parse());
    }

    /**
     * In OpenCL C, with {@code v_} before each name; {@link OpenClGenerator#prelude} defines the functions it calls.
     */
    public String openCl() {
        return OpenClGenerator.text(root, elementType);
    }

    /** The options of the compiler. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (floatMode == FloatMode.FAST) {
            options.add("-cl-mad-enable");
        } else if (elementType == ElementType.F32 && divides(root)) {
            options.add(OpenClGenerator.ROUNDED);
        }
        return options;
    }

    private static boolean divides(ExpressionNode node) {
        return switch (node) {
            case ExpressionNode.Literal _, ExpressionNode.Input _ -> false;
            case ExpressionNode.Applied(ExpressionOperation operation, List<ExpressionNode> operands, int _) ->
                operation == ExpressionOperation.DIVIDE
                        || operation == ExpressionOperation.SQRT
                        || operands.stream().anyMatch(Expression::divides);
        };
    }
}
