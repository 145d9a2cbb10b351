package io.apium.worker.builtin;

import io.apium.worker.Task;
import java.math.BigDecimal;
import java.util.List;

/** Exact arithmetic. */
final class MathTasks {

    private static final int DIGITS_MAX = BuiltinBounds.NUMBER_DIGITS.intMax();

    @Task("math.add")
    BigDecimal add(BigDecimal x, BigDecimal y) {
        return checked(x).add(checked(y));
    }

    @Task("math.mul")
    BigDecimal mul(BigDecimal x, BigDecimal y) {
        return checked(x).multiply(checked(y));
    }

    @Task("math.square")
    BigDecimal square(BigDecimal x) {
        return checked(x).multiply(x);
    }

    @Task("math.sum")
    BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().map(MathTasks::checked).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Rejects numbers such as 1e999999999, which are short to write but too long to compute with. */
    private static BigDecimal checked(BigDecimal number) {
        if (Math.abs((long) number.scale()) > DIGITS_MAX || number.precision() > DIGITS_MAX) {
            throw new ArithmeticException("a number must be at most 1e10000 and have at most 10000 decimals");
        }
        return number;
    }
}
