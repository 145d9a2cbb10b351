package io.apium.gpu.foreign;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Fp;
import io.apium.gpu.expression.InvalidExpressionException;
import io.apium.gpu.expression.Machine;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A length that follows from others, such as {@code rows * columns}. */
record Size(String text, Expression expression) {

    /** @throws InvalidExpressionException where it names what is not among the names */
    static Size parse(String text, List<String> names) throws InvalidExpressionException {
        return new Size(text, Expression.parse(text, Dtype.I64, Fp.STRICT, names));
    }

    /** Whether it is one of the names itself, and so what stands there may say how long that is. */
    boolean isName() {
        return expression.names().contains(text);
    }

    /** @param sizes has every name */
    long of(Map<String, Long> sizes) {
        Machine<?> machine = Machine.of(expression, 1);
        List<String> names = expression.names();
        for (int i = 0; i < names.size(); i++) {
            machine.fill(i, Objects.requireNonNull(sizes.get(names.get(i)), names.get(i)));
        }
        machine.run(1);
        ByteBuffer result = Array.room(Long.BYTES);
        machine.write(result, 0, 1);
        return result.getLong(0);
    }
}
