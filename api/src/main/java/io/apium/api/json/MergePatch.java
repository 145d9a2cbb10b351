package io.apium.api.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7396): null removes a field, objects are merged, any other value is replaced. */
public final class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /** @return a copy of {@code target} with the patch applied; neither argument is changed */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            JsonNode before = merged.has(field.getKey()) ? merged.get(field.getKey()) : merged.nullNode();
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), apply(before, field.getValue()));
            }
        });
        return merged;
    }
}
