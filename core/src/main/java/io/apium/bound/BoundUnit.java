package io.apium.bound;

/** The unit of a {@link Bound}. */
public enum BoundUnit {
    /** Bytes; of text, in UTF-8. */
    BYTES("bytes"),
    /** Characters as Java counts them: UTF-16 code units. */
    CHARACTERS("characters"),
    /** Digits of one number. */
    DIGITS("digits"),
    /** Levels of nested lists and objects. */
    LEVELS("levels"),
    /** Things of the kind that the bound's name says. */
    COUNT("count"),
    MILLISECONDS("ms"),
    SECONDS("s"),
    DAYS("days");

    private final String symbol;

    BoundUnit(String symbol) {
        this.symbol = symbol;
    }

    /** The unit as it is written after a number in messages and on the reference page. */
    public String symbol() {
        return symbol;
    }
}
