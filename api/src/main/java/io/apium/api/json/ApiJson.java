package io.apium.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.task.JsonText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads JSON strictly. Writes fields in the order of declaration, without nulls. */
public final class ApiJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(new SimpleModule("apium").addSerializer(JsonText.class, new AsItIs()))
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** The part of Jackson's messages that is for programmers, not for clients. */
    private static final Pattern HINT = Pattern.compile(": enable `.*");

    private ApiJson() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** @throws ApiException when it is not JSON, with the line and the column */
    public static JsonNode read(byte[] json) {
        return read(json, 0, json.length, new ValueCount());
    }

    /**
     * Reads one of several documents of a request.
     *
     * @param values the values of the documents before it
     * @throws ApiException when it is not JSON, with line and column, or exceeds a limit, with the JSON pointer
     */
    public static JsonNode read(byte[] json, int offset, int length, ValueCount values) {
        int invalid = StrictUtf8.invalidAt(json, offset, length);
        if (invalid >= 0) {
            throw unreadable("a request must be UTF-8 text, and its byte " + (invalid + 1) + " is not");
        }
        JsonScan.check(json, offset, length, values);
        return parsed(json, offset, length);
    }

    /** A view as a JSON tree. The limits of requests do not apply to it. */
    public static JsonNode tree(Object view) {
        byte[] json = write(view);
        return parsed(json, 0, json.length);
    }

    private static JsonNode parsed(byte[] json, int offset, int length) {
        try (JsonParser parser = MAPPER.createParser(json, offset, length)) {
            JsonNode tree = MAPPER.readTree(parser);
            if (tree == null || tree.isMissingNode()) {
                throw unreadable("the request has no JSON in it");
            }
            if (parser.nextToken() != null) {
                throw unreadable(place(parser.currentTokenLocation()) + "something follows the end of the JSON");
            }
            return tree;
        } catch (JacksonException malformed) {
            throw unreadable(place(malformed.getLocation())
                    + HINT.matcher(malformed.getOriginalMessage()).replaceAll(""));
        }
    }

    /** Writes text that is JSON already. */
    private static final class AsItIs extends ValueSerializer<JsonText> {

        @Override
        public void serialize(JsonText value, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(StandardJson.of(value));
        }
    }

    /** The node as null, Boolean, Number, String, List or Map. */
    static @Nullable Object value(JsonNode node) {
        return node.isNull() ? null : MAPPER.treeToValue(node, Object.class);
    }

    private static ApiException unreadable(String detail) {
        return new ApiException(new ApiError.Unreadable(detail));
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }
}
