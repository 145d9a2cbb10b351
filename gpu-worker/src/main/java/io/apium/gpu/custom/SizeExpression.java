package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.expression.FloatMode;
import io.apium.gpu.expression.InvalidExpressionException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The length of a dimension as an expression of named sizes, such as {@code rows * columns}. */
record SizeExpression(String text, Expression expression) {

    /** @throws InvalidExpressionException if it uses an unknown name */
    static SizeExpression parse(String text, List<String> names) throws InvalidExpressionException {
        return new SizeExpression(text, Expression.parse(text, ElementType.I64, FloatMode.STRICT, names));
    }

    /** Whether it is only a name, which an argument's shape can bind. */
    boolean isName() {
        return expression.names().contains(text);
    }

    /** @param sizes a value for every name */
    long of(Map<String, Long> sizes) {
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(expression, 1);
        List<String> names = expression.names();
        for (int i = 0; i < names.size(); i++) {
            interpreter.fill(i, Objects.requireNonNull(sizes.get(names.get(i)), names.get(i)));
        }
        interpreter.run(1);
        ByteBuffer result = NumericArray.room(Long.BYTES);
        interpreter.write(result, 0, 1);
        return result.getLong(0);
    }
}
