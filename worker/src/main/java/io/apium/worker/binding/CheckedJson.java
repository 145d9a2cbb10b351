package io.apium.worker.binding;

import io.apium.bound.JsonNumber;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;

/** Validates JSON from a handler, a command or a file against the limits of messages. */
public final class CheckedJson {

    /**
     * The maximal number of characters of a number in addition to its digits: sign, point, and exponent with its sign.
     */
    private static final int NUMBER_SIGNS = 20;

    /** For JSON from handlers, commands and files. */
    public static final JsonFactory OUTSIDE = builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(MessageBounds.NUMBER.intMax() + NUMBER_SIGNS)
                    .maxNameLength(MessageBounds.KEY.intMax())
                    .maxNestingDepth(MessageBounds.NESTING.intMax())
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MessageBounds.NESTING.intMax())
                    .build())
            .build();

    /** For arguments, whose limits were checked when the message was read. */
    static final JsonFactory ARGUMENTS = builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(MessageBounds.STORED_NESTING.intMax())
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MessageBounds.STORED_NESTING.intMax())
                    .build())
            .build();

    private CheckedJson() {}

    private static JsonFactoryBuilder builder() {
        return JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
    }

    /**
     * Returns {@code json} if it is one JSON value within all limits.
     *
     * @throws JacksonException with the reason
     */
    public static String checked(String json) {
        if (PlainText.utf8Length(json) < 0) {
            throw unpaired();
        }
        // the text itself has no unpaired surrogate, but an escape sequence may be one
        boolean mayBeEscaped = json.contains("\\ud") || json.contains("\\uD");
        try (JsonParser parser = OUTSIDE.createParser(ObjectReadContext.empty(), json)) {
            int open = 0;
            JsonToken token = parser.nextToken();
            do {
                if (token == null) {
                    throw new StreamReadException(parser, "it is empty or incomplete");
                }
                open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                check(parser, token, mayBeEscaped);
                token = parser.nextToken();
            } while (open > 0);
            if (token != null) {
                throw new StreamReadException(parser, "it has more than one value");
            }
        }
        return json;
    }

    private static void check(JsonParser parser, JsonToken token, boolean mayBeEscaped) {
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (!parser.isNaN()) {
                    check(parser.getString());
                }
            }
            case VALUE_STRING, PROPERTY_NAME -> {
                if (mayBeEscaped && PlainText.utf8Length(parser.getString()) < 0) {
                    throw unpaired();
                }
            }
            default -> {}
        }
    }

    private static void check(String number) {
        try {
            JsonNumber.check(number);
        } catch (IllegalArgumentException overBound) {
            throw new StreamConstraintsException(overBound.getMessage());
        }
    }

    private static JacksonException unpaired() {
        return new StreamConstraintsException("text must not contain an unpaired surrogate");
    }
}
