package io.apium.bound;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of JSON as values, without losing a digit. A number with a fraction or an exponent is a {@link Double} where
 * the double's shortest text denotes exactly this number, and otherwise a {@link BigDecimal}: {@code 0.1} and
 * {@code 1e300} are doubles, {@code 12345678901234567890.5}, {@code 1e400} and {@code 1e-400} are not.
 */
public final class JsonNumber {

    /** Up to 15 digits always fit a double: its shortest text is the written number. */
    private static final int SURELY_EXACT_LENGTH = 16;

    private static final int SURELY_SMALL_LENGTH = 300;

    /** The digits of {@link Long#MAX_VALUE}. */
    private static final int LONG_DIGITS = 19;

    private JsonNumber() {}

    /**
     * A number in JSON's syntax, with a fraction, an exponent or both.
     *
     * @throws NumberFormatException when it is not a number, or its exponent is beyond {@code int}
     */
    public static Number decimal(String text) {
        double nearest = Double.parseDouble(text);
        if (text.length() <= SURELY_EXACT_LENGTH && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return nearest;
        }
        BigDecimal written = new BigDecimal(text);
        boolean exact = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(written) == 0;
        return exact ? (Number) nearest : written;
    }

    /**
     * Checks a number from outside, whole or not.
     *
     * @throws IllegalArgumentException when it is over {@link MessageBounds#NUMBER} or {@link MessageBounds#EXPONENT}
     */
    public static Number checked(Number number) {
        switch (number) {
            case BigInteger whole -> MessageBounds.NUMBER.check(digits(whole));
            case BigDecimal decimal -> {
                MessageBounds.NUMBER.check(decimal.precision());
                MessageBounds.EXPONENT.check(Math.abs(exponent(decimal)));
            }
            default -> {}
        }
        return number;
    }

    /**
     * {@link #decimal} for a number from outside.
     *
     * @throws IllegalArgumentException as {@link #checked(Number)}
     */
    public static Number boundedDecimal(String text) {
        try {
            return checked(decimal(text));
        } catch (NumberFormatException beyond) {
            throw new IllegalArgumentException(
                    MessageBounds.EXPONENT.name() + " must be at most " + MessageBounds.EXPONENT.max() + ", got "
                            + PlainText.shown(text),
                    beyond);
        }
    }

    /**
     * Checks a number in JSON's syntax, whole or not, without parsing it where it is short.
     *
     * @throws IllegalArgumentException as {@link #checked(Number)}
     */
    public static void check(String text) {
        if (text.length() > SURELY_SMALL_LENGTH || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            boundedDecimal(text);
        }
    }

    /** {@code value} as a whole number, or null where it is not one, or does not fit a {@code long}. */
    public static @Nullable Long whole(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p63 -> number.longValue();
            case Float number -> whole(number.doubleValue());
            case BigDecimal number -> whole(number);
            case null, default -> null;
        };
    }

    /** A number of 20 digits or more, or with a fraction, is not converted, since its exponent may be any. */
    private static @Nullable Long whole(BigDecimal number) {
        if (number.signum() == 0) {
            return 0L;
        }
        if (exponent(number) >= LONG_DIGITS) {
            return null;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() > 0 ? null : whole((Object) shortest.toBigIntegerExact());
    }

    /** The exponent of the first digit; a sum of ints would overflow. */
    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }

    /** The number of digits, or more than any bound allows where it is far over it. */
    private static long digits(BigInteger number) {
        return number.bitLength() > 4 * MessageBounds.NUMBER.max()
                ? number.bitLength() * 3L / 10
                : new BigDecimal(number).precision();
    }
}
