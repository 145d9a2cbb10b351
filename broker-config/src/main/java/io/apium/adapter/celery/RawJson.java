package io.apium.adapter.celery;

import io.apium.task.JsonText;
import tools.jackson.core.JsonParser;

/** Takes one value out of JSON text as the text that it is, so that no number loses a digit on the way through. */
public final class RawJson {

    private RawJson() {}

    /** The value that {@code parser}, which reads {@code json}, stands on; afterwards it stands on the value's end. */
    public static JsonText at(JsonParser parser, String json) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        // a string or a container is known to its end only when it is finished; a scalar ends where the parser stands
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new JsonText(json.substring(start, end).strip());
    }
}
