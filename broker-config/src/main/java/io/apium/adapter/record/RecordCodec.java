package io.apium.adapter.record;

import io.apium.adapter.celery.ErrorCodec;
import io.apium.adapter.celery.JsonTree;
import io.apium.adapter.celery.PythonJson;
import io.apium.adapter.celery.RawJson;
import io.apium.adapter.celery.SignatureWriter;
import io.apium.adapter.celery.UntrustedFields;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.Failed;
import io.apium.task.TaskRecord.InProgress;
import io.apium.task.TaskRecord.Retrying;
import io.apium.task.TaskRecord.Revoked;
import io.apium.task.TaskRecord.State;
import io.apium.task.TaskRecord.Succeeded;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The record of a task as Celery's backends store it: one JSON object, {@code status} first. */
public final class RecordCodec {

    /** The time of the next attempt, which Celery does not store. */
    private static final String DUE = "apium_due";

    private RecordCodec() {}

    public static String write(TaskRecord record) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = PythonJson.MAPPER.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringProperty("status", record.state());
            out.writeName("result");
            switch (record) {
                case InProgress inProgress -> {
                    out.writeRawValue(inProgress.meta().json());
                    out.writeNullProperty("traceback");
                    out.writeNullProperty("children");
                }
                case Retrying retrying -> retrying(out, retrying);
                case TaskRecord.Ended ended -> end(out, ended);
                case TaskRecord.Unreadable _ ->
                    throw new IllegalArgumentException("an unreadable record cannot be written");
            }
            out.writeStringProperty("task_id", record.id().value());
            out.writeEndObject();
        }
        return text.toString();
    }

    /** As in Celery, the count is that of the attempts before the failed one. */
    private static void retrying(JsonGenerator out, Retrying retrying) {
        fault(out, retrying.error());
        out.writeStringProperty("traceback", retrying.error().traceback());
        out.writeNullProperty("children");
        out.writeNullProperty("date_done");
        if (retrying.retries() == 0) {
            out.writeNullProperty("retries");
        } else {
            out.writeNumberProperty("retries", retrying.retries() - 1);
        }
        Instant due = retrying.due();
        text(out, DUE, due == null ? null : SignatureWriter.date(due));
    }

    private static void end(JsonGenerator out, TaskRecord.Ended ended) {
        switch (ended) {
            case Succeeded(TaskId _, JsonText result, Instant _, ResultMetadata _) -> {
                out.writeRawValue(result.json());
                out.writeNullProperty("traceback");
            }
            case TaskRecord.Unsuccessful failed -> {
                fault(out, failed.error());
                out.writeStringProperty("traceback", failed.error().traceback());
            }
        }
        ResultMetadata metadata = ended.metadata();
        children(out, metadata.children());
        out.writeStringProperty("date_done", SignatureWriter.date(ended.endedAt()));
        text(out, "group_id", metadata.group());
        text(out, "parent_id", metadata.parent());
        text(out, "name", metadata.task());
        text(out, "worker", metadata.worker());
        out.writeNumberProperty("retries", metadata.retries());
        text(out, "queue", metadata.queue());
    }

    private static void text(JsonGenerator out, String name, @Nullable Object value) {
        if (value != null) {
            out.writeStringProperty(name, value.toString());
        }
    }

    /** Each child as Python's result tuple: {@code [[id, parent], its own children]}. */
    private static void children(JsonGenerator out, List<TaskId> children) {
        out.writeArrayPropertyStart("children");
        for (TaskId child : children) {
            out.writeStartArray();
            out.writeStartArray();
            out.writeString(child.value());
            out.writeNull();
            out.writeEndArray();
            out.writeNull();
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    static void fault(JsonGenerator out, TaskError error) {
        out.writeStartObject();
        out.writeStringProperty("exc_type", error.type());
        out.writeArrayPropertyStart("exc_message");
        error.arguments().forEach(out::writeString);
        out.writeEndArray();
        out.writeStringProperty("exc_module", error.module());
        out.writeEndObject();
    }

    /**
     * Reads a record of Celery or Apium.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static TaskRecord read(TaskId id, String json) {
        return PythonJson.reading("the record of task " + id, () -> parsed(id, json));
    }

    private static TaskRecord parsed(TaskId id, String json) {
        Parts parts = Parts.of(json);
        String state = parts.fields.text("status");
        if (state == null) {
            throw new IllegalArgumentException("the record of task " + id + " has no status");
        }
        return switch (state) {
            case State.SUCCESS -> new Succeeded(id, parts.result, parts.endedAt(), parts.provenance());
            case State.FAILURE -> new Failed(id, parts.fault(), parts.endedAt(), parts.provenance());
            case State.REVOKED -> new Revoked(id, parts.fault(), parts.endedAt(), parts.provenance());
            case State.RETRY -> new Retrying(id, parts.fault(), parts.attempts(), parts.due());
            default -> new InProgress(id, state, parts.result);
        };
    }

    /** The fields of a record, and its result as text. */
    private record Parts(UntrustedFields fields, JsonText result) {

        static Parts of(String json) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            JsonText result = JsonText.NULL;
            try (JsonParser parser = PythonJson.MAPPER.createParser(json)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("a record must be a JSON object");
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals("result")) {
                        result = RawJson.at(parser, json);
                    } else {
                        fields.put(name, JsonTree.read(parser, false));
                    }
                }
            }
            return new Parts(new UntrustedFields(fields), result);
        }

        @Nullable
        Instant due() {
            return fields.instant(DUE);
        }

        int attempts() {
            boolean isNone = fields.map().containsKey("retries") && fields.raw("retries") == null;
            return isNone ? 0 : 1 + retries();
        }

        int retries() {
            Integer retries = fields.integer("retries");
            return retries == null ? 0 : retries;
        }

        Instant endedAt() {
            Instant done = fields.instant("date_done");
            return done == null ? Instant.EPOCH : done;
        }

        TaskError fault() {
            return ErrorCodec.read(PythonJson.read(result.json()), fields.text("traceback"));
        }

        ResultMetadata provenance() {
            String parent = fields.text("parent_id");
            String group = fields.text("group_id");
            return new ResultMetadata(
                    fields.text("name"),
                    fields.text("worker"),
                    fields.text("queue"),
                    retries(),
                    parent == null ? null : new TaskId(parent),
                    group == null ? null : new GroupId(group),
                    children());
        }

        /** The tasks among the children; a group among them counts as its members. */
        private List<TaskId> children() {
            List<TaskId> children = new ArrayList<>();
            if (fields.raw("children") instanceof List<?> tuples) {
                tuples.forEach(tuple -> collect(tuple, children));
            }
            return children;
        }

        private static void collect(@Nullable Object tuple, List<TaskId> children) {
            if (tuple instanceof List<?> pair && pair.size() == 2 && pair.getFirst() instanceof List<?> head) {
                if (pair.getLast() instanceof List<?> members) {
                    members.forEach(member -> collect(member, children));
                } else if (!head.isEmpty() && head.getFirst() instanceof String id) {
                    children.add(new TaskId(id));
                }
            }
        }
    }
}
