package io.apium.worker.input;

import io.apium.canvas.Signature;
import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.BlobStore.Blob;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.binding.HandlerJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the blobs and results that a message refers to. An instance serves one message and limits the total input of
 * that message.
 */
public final class InputResolver {

    /** The maximal total input of a message; a worker can only lower it. */
    public static final long BYTES_MAX = SourceBounds.READ_BYTES.max();

    private static final String QUOTED_REFERENCE = "\"blob:sha256:";

    private final ResultStore results;
    private final BlobStore blobs;
    private final HandlerJson handlerJson;
    private final long bytesMax;
    private long bytes;

    /** @param bytesMax the maximal total input, at most {@link #BYTES_MAX} */
    public InputResolver(ResultStore results, BlobStore blobs, HandlerJson handlerJson, long bytesMax) {
        this.results = results;
        this.blobs = blobs;
        this.handlerJson = handlerJson;
        this.bytesMax = Math.min(bytesMax, BYTES_MAX);
    }

    /** The blob that a value refers to, or empty if the value is not a blob reference. */
    static Optional<BlobId> referred(@Nullable Object value) {
        return switch (value) {
            case String text -> BlobId.referred(text);
            case JsonText(String text)
            when text.startsWith(QUOTED_REFERENCE) && text.endsWith("\"") ->
                BlobId.referred(text.substring(1, text.length() - 1));
            case null, default -> Optional.empty();
        };
    }

    /** The call with blob references in its arguments, and in lists among them, replaced by the content. */
    public Signature filled(Signature call) throws InvalidSourceException {
        if (!refers(call.args()) && !refers(call.kwargs().values())) {
            return call;
        }
        return new Signature(
                call.task(), arguments(call.args()), arguments(call.kwargs()), call.options(), call.immutable());
    }

    /** The same for a call in the form {@code {"task", "args", "kwargs"}}. */
    public Map<String, @Nullable Object> filled(Map<?, ?> call) throws InvalidSourceException {
        Map<String, @Nullable Object> filled = named(call);
        if (call.get("args") instanceof List<?> args) {
            filled.put("args", arguments(args));
        }
        if (call.get("kwargs") instanceof Map<?, ?> kwargs) {
            filled.put("kwargs", arguments(named(kwargs)));
        }
        return filled;
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static boolean refers(Collection<?> arguments) {
        return arguments.stream()
                .anyMatch(argument -> referred(argument).isPresent()
                        || (argument instanceof List<?> list
                                && list.stream().anyMatch(each -> referred(each).isPresent())));
    }

    private List<@Nullable Object> arguments(List<?> args) throws InvalidSourceException {
        List<@Nullable Object> filled = new ArrayList<>();
        for (Object argument : args) {
            filled.add(argument(argument));
        }
        return filled;
    }

    private Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> kwargs)
            throws InvalidSourceException {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        for (String name : kwargs.keySet()) {
            filled.put(name, argument(kwargs.get(name)));
        }
        return filled;
    }

    private @Nullable Object argument(@Nullable Object argument) throws InvalidSourceException {
        if (!(argument instanceof List<?> list)) {
            return read(argument);
        }
        List<@Nullable Object> members = new ArrayList<>();
        for (Object member : list) {
            members.add(read(member));
        }
        return members;
    }

    /** The content of a referenced blob, converted as its type says, or the value itself. */
    @Nullable
    Object read(@Nullable Object value) throws InvalidSourceException {
        Optional<BlobId> id = referred(value);
        return id.isEmpty() ? value : content(id.get());
    }

    private Object content(BlobId id) throws InvalidSourceException {
        Blob blob = blob(id);
        byte[] content = bytes(blob, 0, blob.bytes());
        String type = blob.type().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.endsWith("+json")) {
            return checked(new String(content, StandardCharsets.UTF_8), id.toString());
        }
        return type.startsWith("text/")
                ? new String(content, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(content);
    }

    private JsonText checked(String text, String name) throws InvalidSourceException {
        try {
            handlerJson.check(text);
            return new JsonText(text);
        } catch (JacksonException e) {
            throw new InvalidSourceException(name + " is invalid JSON: " + HandlerJson.reason(e));
        }
    }

    Blob blob(BlobId id) throws InvalidSourceException {
        return blobs.find(id).orElseThrow(() -> gone(id));
    }

    private static InvalidSourceException gone(BlobId id) {
        return new InvalidSourceException(id + " does not exist: it expired, was deleted, or was never stored");
    }

    private byte[] bytes(Blob blob, long from, long length) throws InvalidSourceException {
        claim(length, blob.id().toString());
        try (InputStream content = blobs.read(blob.id(), from, length)) {
            return content.readNBytes((int) length);
        } catch (IOException e) {
            throw lost(blob.id(), e);
        }
    }

    private static InvalidSourceException lost(BlobId id, IOException e) {
        return e instanceof BlobGoneException
                ? gone(id)
                : new InvalidSourceException(id + " cannot be read: " + e.getMessage());
    }

    private void claim(long more, String name) throws InvalidSourceException {
        bytes += more;
        if (bytes > bytesMax) {
            throw new InvalidSourceException("the input of the message is " + bytes + " bytes with " + name
                    + ", at most " + bytesMax + " are allowed");
        }
    }

    /** The lines that begin in a range of positions. */
    List<LineReader.Line> lines(BlobId id, long from, long to) throws InvalidSourceException {
        Blob blob = blob(id);
        if (from < 0 || to < from || to > blob.bytes()) {
            throw new InvalidSourceException(
                    id + " has " + blob.bytes() + " bytes, the part from " + from + " to " + to + " is out of range");
        }
        claim(to - from, id.toString());
        long before = Math.max(0, from - 1);
        try (InputStream text = blobs.read(id, before, blob.bytes() - before)) {
            return new LineReader(id.toString(), LineReader.LINE_BYTES_MAX).lines(text, from, to);
        } catch (IOException e) {
            throw lost(id, e);
        }
    }

    /** The results of tasks as JSON, read in one round trip, with the content of results that are blobs. */
    Map<TaskId, JsonText> results(Collection<TaskId> tasks) throws InvalidSourceException {
        Map<TaskId, TaskRecord> records = tasks.isEmpty() ? Map.of() : results.find(List.copyOf(tasks));
        Map<TaskId, JsonText> values = new HashMap<>();
        for (TaskId task : tasks) {
            switch (records.get(task)) {
                case TaskRecord.Succeeded ended -> values.put(task, result(ended.result()));
                case TaskRecord other ->
                    throw new InvalidSourceException("task " + task + " has no result, its state is " + other.state());
                case null -> throw new InvalidSourceException("the result of task " + task + " has expired");
            }
        }
        return values;
    }

    JsonText result(JsonText result) throws InvalidSourceException {
        return read(result) instanceof JsonText content ? content : result;
    }

    HandlerJson json() {
        return handlerJson;
    }
}
