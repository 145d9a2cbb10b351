package io.apium.adapter.celery;

import io.apium.task.JsonText;
import tools.jackson.core.JsonParser;

/** Cuts one value out of JSON text as text, so that no number loses a digit. */
public final class RawJson {

    private RawJson() {}

    /**
     * The value at the current token of {@code parser}, which reads {@code json}; afterwards the parser is at the
     * value's end.
     */
    public static JsonText at(JsonParser parser, String json) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        // the end of a string or a container is known only after its last token; a scalar ends at the current one
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new JsonText(json.substring(start, end).strip());
    }
}
