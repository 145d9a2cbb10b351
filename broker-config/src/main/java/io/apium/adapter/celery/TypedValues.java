package io.apium.adapter.celery;

import io.apium.bound.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kombu's envelopes for values without a JSON form: {@code {"__type__": "datetime", "__value__": "2026-…"}}. They are
 * replaced with the plain text that older versions of kombu wrote, which every parameter type can be read from.
 */
final class TypedValues {

    private static final String TYPE = "__type__";
    private static final String VALUE = "__value__";

    private TypedValues() {}

    /** Whether {@code json} can have an envelope at all: this check is cheaper than walking the tree. */
    static boolean mayBeIn(byte[] json) {
        for (int i = 0; i + TYPE.length() < json.length; i++) {
            if (json[i] == '_'
                    && json[i + 1] == '_'
                    && json[i + 2] == 't'
                    && json[i + 3] == 'y'
                    && json[i + 4] == 'p') {
                return true;
            }
        }
        return false;
    }

    /**
     * The same tree with every envelope replaced.
     *
     * @throws IllegalArgumentException for a type that kombu does not have
     */
    static @Nullable Object opened(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map
            when map.size() == 2 && map.containsKey(TYPE) && map.containsKey(VALUE) ->
                value(String.valueOf(map.get(TYPE)), map.get(VALUE));
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> opened = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    opened.put(String.valueOf(entry.getKey()), opened(entry.getValue()));
                }
                yield opened;
            }
            case List<?> list -> {
                List<@Nullable Object> opened = new ArrayList<>(list.size());
                for (Object value : list) {
                    opened.add(opened(value));
                }
                yield opened;
            }
            case null, default -> tree;
        };
    }

    private static @Nullable Object value(String type, @Nullable Object value) {
        return switch (type) {
            case "datetime", "date", "time", "decimal", "bytes", "base64" -> value;
            case "uuid" -> value instanceof Map<?, ?> uuid ? uuid(String.valueOf(uuid.get("hex"))) : value;
            default -> throw new IllegalArgumentException("value of unknown type " + PlainText.shown(type));
        };
    }

    /** Kombu sends only the 32 digits. */
    private static String uuid(String hex) {
        return hex.length() != 32
                ? hex
                : String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
    }
}
