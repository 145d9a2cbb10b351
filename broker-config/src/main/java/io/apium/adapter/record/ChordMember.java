package io.apium.adapter.record;

import io.apium.adapter.celery.ErrorCodec;
import io.apium.adapter.celery.PythonJson;
import io.apium.adapter.celery.RawJson;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One member of a chord as Celery's Redis backend stores it in the sorted set of a group:
 * {@code [1, "<task id>", "<state>", <result or exception>]}.
 */
public sealed interface ChordMember {

    record Good(TaskId id, JsonText result) implements ChordMember {}

    record Bad(TaskId id, TaskError error) implements ChordMember {}

    /** The prefix of every entry of this task, whatever its outcome. */
    static String prefix(TaskId id) {
        return "[1, " + PythonJson.MAPPER.writeValueAsString(id.value()) + ", ";
    }

    static String write(TaskRecord.Ended ended) {
        String value = switch (ended) {
            case TaskRecord.Succeeded succeeded -> succeeded.result().json();
            case TaskRecord.Unsuccessful failed -> fault(failed.error());
        };
        return prefix(ended.id()) + "\"" + ended.state() + "\", " + value + "]";
    }

    /** @throws IllegalArgumentException when the text is not a member */
    static ChordMember read(String json) {
        return PythonJson.reading("a chord member", () -> parsed(json));
    }

    private static ChordMember parsed(String json) {
        try (JsonParser parser = PythonJson.MAPPER.createParser(json)) {
            parser.nextToken();
            parser.nextToken();
            TaskId id = new TaskId(text(parser));
            String state = text(parser);
            JsonToken result = parser.nextToken();
            if (result == null || result == JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("a chord member must have a result");
            }
            JsonText value = RawJson.at(parser, json);
            return switch (state) {
                case TaskRecord.State.FAILURE, TaskRecord.State.REVOKED ->
                    new Bad(id, ErrorCodec.read(PythonJson.read(value.json()), null));
                default -> new Good(id, value);
            };
        }
    }

    private static String text(JsonParser parser) {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a chord member must have a task id and a state");
        }
        return parser.getString();
    }

    private static String fault(TaskError error) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = PythonJson.MAPPER.createGenerator(text)) {
            RecordCodec.fault(out, error);
        }
        return text.toString();
    }
}
