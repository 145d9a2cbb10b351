package io.apium.bound;

import org.jspecify.annotations.Nullable;

/**
 * One limit: the largest value that is accepted, and its texts on the reference page.
 *
 * @param name what is limited, a noun phrase such as {@code task id}
 * @param max the largest value accepted; the default where {@code key} names a configuration key
 * @param enforcedBy where a value is checked, such as {@code every reader of task ids}
 * @param violation the reaction to a larger value, such as {@code HTTP 422; from a queue: FAILURE and a dead letter}
 * @param key the configuration key that changes it, or null when it is fixed
 */
public record Bound(
        String name,
        long max,
        BoundUnit unit,
        String enforcedBy,
        String violation,
        @Nullable String key) {

    public Bound {
        if (max < 1) {
            throw new IllegalArgumentException("the bound of '" + name + "' must be at least 1, got: " + max);
        }
    }

    /** A limit without a configuration key. */
    public static Bound fixed(String name, long max, BoundUnit unit, String enforcedBy, String violation) {
        return new Bound(name, max, unit, enforcedBy, violation, null);
    }

    /** The limit as an {@code int}. */
    public int intMax() {
        return Math.toIntExact(max);
    }

    public boolean allows(long actual) {
        return actual <= max;
    }

    /** @throws IllegalArgumentException when {@code actual} is over the limit; the message has both */
    public void check(long actual) {
        if (actual > max) {
            throw new IllegalArgumentException(exceeded(actual));
        }
    }

    /** The error message for a value over the limit. */
    public String exceeded(long actual) {
        return name + " must have at most " + max + " " + unit.symbol() + ", got " + actual;
    }
}
