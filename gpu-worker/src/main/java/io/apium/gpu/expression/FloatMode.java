package io.apium.gpu.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How close a device must keep to what is written. */
public enum FloatMode {
    /** Each operation rounds by itself; exp, sin and the like are as good as the device has them. */
    PLAIN,
    /** Nothing but what every device rounds in the same way. */
    STRICT,
    /** A multiplication and an addition may become one operation. */
    FAST;

    /** @return empty when there is none of that name */
    public static Optional<FloatMode> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
