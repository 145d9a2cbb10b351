package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a kernel.
 *
 * @param shape none for a value
 * @param is what a value follows from, or null where the caller says it
 */
record KernelParameter(
        String name,
        Role role,
        ElementType elementType,
        List<SizeExpression> shape,
        @Nullable SizeExpression is) {

    /** What is done with it. */
    enum Role {
        IN,
        INOUT,
        OUT,
        VALUE,
        LOCAL
    }

    /** Whether the caller gives it. */
    boolean isGiven() {
        return switch (role) {
            case IN, INOUT -> true;
            case VALUE -> is == null;
            case OUT, LOCAL -> false;
        };
    }

    /** Whether it is part of the result. */
    boolean isResult() {
        return role == Role.OUT || role == Role.INOUT;
    }

    /** Whether sizes may name it. */
    boolean isSize() {
        return role == Role.VALUE && is == null && !elementType.isFloating();
    }
}
