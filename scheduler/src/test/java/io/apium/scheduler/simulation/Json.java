package io.apium.scheduler.simulation;

import io.apium.task.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of JSON that the words of the simulation need: strings without anything to escape, numbers, null, lists. */
final class Json {

    private final String json;
    private int at;

    private Json(String json) {
        this.json = json;
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> '"' + String.valueOf(entry.getKey()) + "\":" + text(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Number number -> number.toString();
            case null -> "null";
            default -> '"' + value.toString() + '"';
        };
    }

    /** The texts in a value, concatenated. */
    static String flat(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Json::flat).collect(Collectors.joining());
            case null -> "";
            default -> value.toString();
        };
    }

    static Object read(JsonText json) {
        return new Json(json.json()).value();
    }

    /** The same with each JsonText parsed. */
    static Object plain(@Nullable Object value) {
        return switch (value) {
            case JsonText json -> read(json);
            case List<?> list -> list.stream().map(Json::plain).toList();
            case null -> "";
            default -> value;
        };
    }

    private Object value() {
        return switch (json.charAt(at)) {
            case '[' -> list();
            case '"' -> {
                int end = json.indexOf('"', at + 1);
                String text = json.substring(at + 1, end);
                at = end + 1;
                yield text;
            }
            default -> {
                int start = at;
                while (at < json.length() && ",]".indexOf(json.charAt(at)) < 0) {
                    at++;
                }
                String bare = json.substring(start, at);
                yield bare.equals("null") ? "" : (Object) Long.valueOf(bare);
            }
        };
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (json.charAt(at) != ']') {
            list.add(value());
            at += json.charAt(at) == ',' ? 1 : 0;
        }
        at++;
        return list;
    }
}
