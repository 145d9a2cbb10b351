package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a custom kernel.
 *
 * @param shape the length of each dimension; empty for a value
 * @param is the expression of a derived value, or null if the caller passes the value
 */
record KernelParameter(
        String name,
        Role role,
        ElementType elementType,
        List<SizeExpression> shape,
        @Nullable SizeExpression is) {

    /** How the kernel uses the parameter. */
    enum Role {
        IN,
        INOUT,
        OUT,
        VALUE,
        LOCAL
    }

    /** Whether the caller passes the parameter. */
    boolean isGiven() {
        return switch (role) {
            case IN, INOUT -> true;
            case VALUE -> is == null;
            case OUT, LOCAL -> false;
        };
    }

    /** Whether the parameter is part of the result. */
    boolean isResult() {
        return role == Role.OUT || role == Role.INOUT;
    }

    /** Whether size expressions may use the parameter. */
    boolean isSize() {
        return role == Role.VALUE && is == null && !elementType.isFloating();
    }
}
