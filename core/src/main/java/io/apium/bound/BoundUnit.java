package io.apium.bound;

/** What a {@link Bound} counts. */
public enum BoundUnit {
    /** Bytes; of text, those of its UTF-8 form. */
    BYTES("bytes"),
    /** Characters as Java counts them: UTF-16 code units. */
    CHARACTERS("characters"),
    /** Digits of one number. */
    DIGITS("digits"),
    /** Lists and objects inside each other. */
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

    /** As it stands behind a number in messages and in the reference page. */
    public String symbol() {
        return symbol;
    }
}
