package io.apium.brokerconfig.wire;

import io.apium.task.Fault;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One part of a chord as Celery's Redis backend keeps it in the sorted set of a group:
 * {@code [1, "<task id>", "<state>", <result or exception>]}.
 */
public sealed interface ChordMember {

    record Good(TaskId id, Payload result) implements ChordMember {}

    record Bad(TaskId id, Fault fault) implements ChordMember {}

    /** The text that every entry of this task begins with, whatever came of it. */
    static String prefix(TaskId id) {
        return "[1, " + Json.MAPPER.writeValueAsString(id.value()) + ", ";
    }

    static String write(TaskRecord.Ended ended) {
        String value = switch (ended) {
            case TaskRecord.Succeeded succeeded -> succeeded.result().json();
            case TaskRecord.Unsuccessful failed -> fault(failed.fault());
        };
        return prefix(ended.id()) + "\"" + ended.state() + "\", " + value + "]";
    }

    /** @throws IllegalArgumentException when it is none */
    static ChordMember read(String json) {
        return Json.reading("a chord's part", () -> parsed(json));
    }

    private static ChordMember parsed(String json) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            parser.nextToken();
            TaskId id = new TaskId(text(parser));
            String state = text(parser);
            JsonToken result = parser.nextToken();
            if (result == null || result == JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("a chord's part has no result");
            }
            Payload value = RawText.at(parser, json);
            return switch (state) {
                case TaskRecord.State.FAILURE, TaskRecord.State.REVOKED ->
                    new Bad(id, Faults.read(Json.read(value.json()), null));
                default -> new Good(id, value);
            };
        }
    }

    private static String text(JsonParser parser) {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a chord's part does not name its task and state");
        }
        return parser.getString();
    }

    private static String fault(Fault fault) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.MAPPER.createGenerator(text)) {
            RecordCodec.fault(out, fault);
        }
        return text.toString();
    }
}
