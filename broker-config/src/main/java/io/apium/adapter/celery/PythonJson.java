package io.apium.adapter.celery;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.JsonText;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as Python writes it: NaN and Infinity are numbers. Input from outside is read within {@link MessageBounds}; JSON
 * that Apium stored is read without limits, so that everything that was accepted can be read again.
 */
public final class PythonJson {

    /** A sign, a point, and an exponent with its sign. */
    private static final int NUMBER_SIGNS = 20;

    private static final StreamReadConstraints OUTSIDE = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(MessageBounds.NUMBER.intMax() + NUMBER_SIGNS)
            .maxNameLength(MessageBounds.KEY.intMax())
            .maxNestingDepth(MessageBounds.MESSAGE_NESTING.intMax())
            .build();

    private static final StreamReadConstraints STORED = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNestingDepth(MessageBounds.STORED_NESTING.intMax())
            .build();

    public static final JsonMapper MAPPER = mapper(STORED);

    private static final JsonMapper MESSAGES = mapper(OUTSIDE);

    /** Jackson's hint for programmers where a limit is set. */
    private static final Pattern HINT = Pattern.compile(", from `[^`]*`");

    private PythonJson() {}

    private static JsonMapper mapper(StreamReadConstraints constraints) {
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                // keys come from clients: a table of them would grow without a limit
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .streamReadConstraints(constraints)
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MessageBounds.STORED_NESTING.intMax())
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new SimpleModule().addDeserializer(Object.class, new Plain()))
                .build();
    }

    /** @throws IllegalArgumentException when the body of a message is not JSON, or exceeds a limit */
    static @Nullable Object message(byte[] json) {
        try {
            return read(MESSAGES, StrictText.of(json), true);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the body is not JSON: " + reason(malformed), malformed);
        }
    }

    /** @throws IllegalArgumentException when the stored text is not JSON */
    static @Nullable public Object read(String json) {
        return reading("stored JSON", () -> read(MAPPER, json, false));
    }

    private static @Nullable Object read(JsonMapper mapper, String json, boolean isFromOutside) {
        try (JsonParser parser = mapper.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("the body is not JSON: it is empty");
            }
            Object tree = JsonTree.read(parser, isFromOutside);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the body is not JSON: something follows its end");
            }
            return tree;
        }
    }

    /**
     * The result of {@code reader}. Any exception of damaged data becomes an {@link IllegalArgumentException}.
     *
     * @param what is read, for the message
     */
    public static <T extends @Nullable Object> T reading(String what, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(what + " is not JSON: " + reason(malformed), malformed);
        } catch (IllegalArgumentException clear) {
            throw clear;
        } catch (RuntimeException | StackOverflowError damaged) {
            throw new IllegalArgumentException(what + " is damaged: " + damaged, damaged);
        }
    }

    /** The error, without Jackson's hints for programmers. */
    static String reason(JacksonException e) {
        return HINT.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    }

    /**
     * The text of a tree of plain values in which any leaf may be a {@link JsonText}.
     *
     * @throws IllegalArgumentException when a value cannot be written as JSON
     */
    public static String text(Object tree) {
        String text = written(tree);
        if (PlainText.utf8Length(text) < 0) {
            throw new IllegalArgumentException("text must not contain an unpaired surrogate");
        }
        return text;
    }

    /** The text of a tree that was read from JSON, with a replacement character for each unpaired surrogate. */
    static String wellFormedText(@Nullable Object tree) {
        return PlainText.wellFormed(written(tree));
    }

    private static String written(@Nullable Object tree) {
        StringWriter writer = new StringWriter(256);
        try (JsonGenerator out = MAPPER.createGenerator(writer)) {
            write(out, tree);
        } catch (JacksonException impossible) {
            throw unwritable(impossible);
        }
        return writer.toString();
    }

    static IllegalArgumentException unwritable(JacksonException impossible) {
        return new IllegalArgumentException("the value cannot be written as JSON: " + reason(impossible), impossible);
    }

    /** Writes a tree of plain values in which any leaf may be a {@link JsonText}. */
    static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            case JsonText json -> out.writeRawValue(json.json());
            case List<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeName(String.valueOf(entry.getKey()));
                    write(out, entry.getValue());
                }
                out.writeEndObject();
            }
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            default -> MAPPER.writeValue(out, value);
        }
    }

    /** Any value, with all its digits. */
    private static final class Plain extends StdDeserializer<Object> {

        Plain() {
            super(Object.class);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            return JsonTree.read(parser, false);
        }
    }
}
