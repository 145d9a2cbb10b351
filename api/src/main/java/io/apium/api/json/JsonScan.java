package io.apium.api.json;

import static io.apium.api.bound.ApiBounds.JSON_VALUES;
import static io.apium.api.bound.ApiBounds.MEMBER_NAME;
import static io.apium.api.bound.ApiBounds.NESTING;
import static io.apium.api.bound.ApiBounds.NUMBER_DIGITS;
import static io.apium.api.bound.ApiBounds.OBJECT_MEMBERS;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.error.FieldError;
import io.apium.bound.Bound;
import io.apium.bound.JsonNumber;
import io.apium.bound.PlainText;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Checks a document before objects are built from it: two bytes of text can become a hundred bytes of memory. At
 * malformed JSON the scan ends without an error, since the reader that builds the objects fails at the same place and
 * reports it.
 */
final class JsonScan {

    /**
     * Jackson's own limits are beyond those of the API: a number or a string is checked after the parser has read it.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING.intMax() + 1)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean hasSurrogates;

    /** The number of members of each enclosing object, from the outermost. */
    private final int[] members = new int[NESTING.intMax() + 2];

    private final ValueCount values;
    private int depth;

    private JsonScan(JsonParser parser, boolean hasSurrogates, ValueCount values) {
        this.values = values;
        this.parser = parser;
        this.hasSurrogates = hasSurrogates;
    }

    /** @throws ApiException when the document exceeds a limit, or has text that UTF-8 cannot express */
    static void check(byte[] json, int offset, int length, ValueCount values) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json, offset, length)) {
            new JsonScan(parser, escapesSurrogates(json, offset, length), values).walk();
        } catch (JacksonException malformed) {
            // the reader of the document reports it
        }
    }

    private void walk() {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    value();
                    depth++;
                    require(NESTING, depth);
                    members[depth] = 0;
                }
                case END_OBJECT, END_ARRAY -> depth--;
                case PROPERTY_NAME -> name();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    value();
                    require(NUMBER_DIGITS, parser.getStringLength());
                    number();
                }
                case VALUE_STRING -> {
                    value();
                    text();
                }
                default -> value();
            }
        }
    }

    private void value() {
        require(JSON_VALUES, values.next());
    }

    private void name() {
        require(MEMBER_NAME, parser.getStringLength());
        require(OBJECT_MEMBERS, ++members[depth]);
        text();
    }

    /**
     * Checks the exponent, too: a few digits of it make a number that is too large for arithmetic, or that no type can
     * hold.
     */
    private void number() {
        try {
            JsonNumber.check(parser.getString());
        } catch (IllegalArgumentException beyond) {
            throw refused("exceeds a limit: " + beyond.getMessage());
        }
    }

    private void text() {
        if (hasSurrogates && PlainText.utf8Length(parser.getString()) < 0) {
            throw refused("must not contain an unpaired surrogate, which UTF-8 cannot express, got: "
                    + PlainText.shown(parser.getString()));
        }
    }

    private void require(Bound bound, long actual) {
        if (!bound.allows(actual)) {
            throw refused("exceeds a limit: " + bound.exceeded(actual));
        }
    }

    private ApiException refused(String detail) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return new ApiException(new ApiError.Invalid(List.of(new FieldError(pointer, detail))));
    }

    /** Bytes that are UTF-8 hold surrogates only as {@code \ud800} to {@code \udfff}. */
    private static boolean escapesSurrogates(byte[] json, int offset, int length) {
        for (int i = offset + 2; i < offset + length; i++) {
            if ((json[i] | 0x20) == 'd' && json[i - 1] == 'u' && json[i - 2] == '\\') {
                return true;
            }
        }
        return false;
    }
}
