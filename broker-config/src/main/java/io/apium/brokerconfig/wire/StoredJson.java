package io.apium.brokerconfig.wire;

/** Values of Apium's own that are stored as JSON, by the names of their record components. */
public final class StoredJson {

    private StoredJson() {}

    public static String write(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /** @throws tools.jackson.core.JacksonException when the text is not what was written */
    public static <T> T read(String json, Class<T> type) {
        return Json.MAPPER.readValue(json, type);
    }
}
