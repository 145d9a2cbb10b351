package io.apium.gpu.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How strictly a device must follow the expression. */
public enum FloatMode {
    /** Each operation rounds separately; functions such as exp and cos have the precision of the device. */
    PLAIN,
    /** Only operations that every device rounds in the same way are allowed. */
    STRICT,
    /** A multiplication and an addition may be fused into one operation. */
    FAST;

    /** @return empty if no mode has this name */
    public static Optional<FloatMode> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
