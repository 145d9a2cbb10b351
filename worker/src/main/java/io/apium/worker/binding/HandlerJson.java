package io.apium.worker.binding;

import io.apium.task.JsonText;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.type.TypeFactory;

/**
 * Converts handlers' values to JSON and back, without coercion: 2.5 is not a long, "5" not a number, 5 not a string.
 */
public final class HandlerJson {

    private static final int REASON_LENGTH_MAX = 300;

    private static final TypeReference<List<@Nullable Object>> LIST = new TypeReference<>() {};

    private static final Pattern HINT = Pattern.compile(", from `[^`]*`");

    private final TypeFactory types = TypeFactory.createDefaultInstance();

    /** Created on first use, since it takes most of the start time of a child. */
    private final Supplier<JsonMapper> mapper = SingletonSupplier.of(() -> mapper(CheckedJson.ARGUMENTS));

    private final Supplier<JsonMapper> results = SingletonSupplier.of(() -> mapper(CheckedJson.OUTSIDE));

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                // Python sends a Decimal as a string
                .withCoercionConfig(
                        BigDecimal.class,
                        decimal -> decimal.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
                .addModule(new SimpleModule().addSerializer(new Raw()).addDeserializer(Object.class, new PlainValues()))
                .build();
    }

    /**
     * Writes arguments and their envelope, with the nesting depth of messages.
     *
     * @throws JacksonException if the value cannot be written: a cycle, a failing getter, too deep nesting
     */
    public JsonText write(@Nullable Object value) {
        return switch (value) {
            case null -> JsonText.NULL;
            case JsonText json -> json;
            case Integer number -> new JsonText(number.toString());
            case Long number -> new JsonText(number.toString());
            case Boolean truth -> new JsonText(truth.toString());
            default -> new JsonText(mapper.get().writeValueAsString(value));
        };
    }

    /**
     * Writes a result or a progress report, which is stored and may become an argument of another task.
     *
     * @throws JacksonException as for {@link #write}, and if it exceeds {@link io.apium.bound.MessageBounds}
     */
    public JsonText result(@Nullable Object value) {
        return switch (value) {
            case null -> JsonText.NULL;
            case Integer number -> new JsonText(number.toString());
            case Long number -> new JsonText(number.toString());
            case Boolean truth -> new JsonText(truth.toString());
            case JsonText json -> new JsonText(CheckedJson.checked(json.json()));
            default -> new JsonText(CheckedJson.checked(results.get().writeValueAsString(value)));
        };
    }

    /**
     * The values of a JSON array.
     *
     * @throws JacksonException if it is not an array
     */
    public List<@Nullable Object> list(String json) {
        try (JsonParser parser = CheckedJson.ARGUMENTS.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                List<@Nullable Object> values = PlainValues.list(parser);
                if (parser.nextToken() == null) {
                    return values;
                }
            }
        }
        // Jackson's exception has the reason
        return mapper.get().readValue(json, LIST);
    }

    /**
     * A slice of the values of a JSON array, from one position to the position before another; the rest is skipped.
     *
     * @throws JacksonException if it is not JSON
     */
    public List<@Nullable Object> list(String json, long from, long to) {
        List<@Nullable Object> values = new ArrayList<>();
        try (JsonParser parser = CheckedJson.ARGUMENTS.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            long position = 0;
            while (position < to && parser.nextToken() != JsonToken.END_ARRAY) {
                if (position >= from) {
                    values.add(PlainValues.value(parser));
                } else {
                    parser.skipChildren();
                }
                position++;
            }
        }
        return values;
    }

    /**
     * The length of a JSON array.
     *
     * @throws JacksonException if it is not JSON
     */
    public long count(String json) {
        long count = 0;
        try (JsonParser parser = CheckedJson.ARGUMENTS.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                count++;
            }
        }
        return count;
    }

    /**
     * Any JSON value.
     *
     * @throws JacksonException if it is not JSON
     */
    public @Nullable Object value(String json) {
        try (JsonParser parser = CheckedJson.ARGUMENTS.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != null) {
                Object value = PlainValues.value(parser);
                if (parser.nextToken() == null) {
                    return value;
                }
            }
        }
        // Jackson's exception has the reason
        return mapper.get().readValue(json, Object.class);
    }

    /** @throws JacksonException if it is not one JSON value, or exceeds a limit */
    public void check(String json) {
        CheckedJson.checked(json);
    }

    /** The reason of the exception in one line. */
    public static String reason(JacksonException e) {
        String first = HINT.matcher(e.getOriginalMessage())
                .replaceAll("")
                .lines()
                .findFirst()
                .orElse("");
        String path = e.getPath().isEmpty() ? "" : " (at " + e.getPathReference() + ")";
        String reason = first + path;
        return reason.length() > REASON_LENGTH_MAX ? reason.substring(0, REASON_LENGTH_MAX) + "..." : reason;
    }

    JavaType type(Type type) {
        return types.constructType(type);
    }

    @Nullable
    Object read(JsonText json, JavaType type) {
        try (JsonParser parser = mapper.get().createParser(json.json())) {
            return mapper.get().readValue(new ExactParser(parser), type);
        }
    }

    /** JSON inside of a value is copied, not quoted. */
    private static final class Raw extends StdSerializer<JsonText> {

        Raw() {
            super(JsonText.class);
        }

        @Override
        public void serialize(JsonText json, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(json.json());
        }
    }
}
