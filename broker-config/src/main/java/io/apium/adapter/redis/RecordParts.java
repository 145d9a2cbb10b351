package io.apium.adapter.redis;

import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.task.TaskId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads the beginning or the end of records, without the results between them. Celery and Apium write the state first,
 * and the end time after the result. A record in another form must be read as a whole.
 */
final class RecordParts {

    private static final int AT_ONCE = 500;
    private static final int HEAD_BYTES = 128;

    /** The part after the end time: names and ids of up to 255 bytes each, escaped. */
    private static final int TAIL_BYTES = 2_048;

    private static final Pattern STATE = Pattern.compile("^\\{\\s*\"status\":\\s*\"([^\"\\\\]+)\"");
    private static final Pattern DONE = Pattern.compile("\"date_done\":\\s*\"([^\"\\\\]+)\"");

    private final RedisConnections redis;

    RecordParts(RedisConnections redis) {
        this.redis = redis;
    }

    /**
     * The values that were found in the parts.
     *
     * @param others tasks whose records must be read as a whole
     */
    record Found<T>(Map<TaskId, T> values, List<TaskId> others) {}

    Found<String> states(List<TaskId> ids) {
        return read(ids, 0, HEAD_BYTES - 1, RecordParts::state);
    }

    Found<Instant> ends(List<TaskId> ids) {
        return read(ids, -TAIL_BYTES, -1, RecordParts::done);
    }

    private <T> Found<T> read(List<TaskId> ids, long from, long to, Function<String, Optional<T>> parser) {
        Map<TaskId, T> values = new HashMap<>();
        List<TaskId> others = new ArrayList<>();
        for (int at = 0; at < ids.size(); at += AT_ONCE) {
            List<TaskId> some = ids.subList(at, Math.min(at + AT_ONCE, ids.size()));
            List<@Nullable String> parts = parts(some, from, to);
            for (int i = 0; i < some.size(); i++) {
                String part = parts.get(i);
                Optional<T> value = part == null ? Optional.empty() : parser.apply(part);
                if (value.isPresent()) {
                    values.put(some.get(i), value.get());
                } else if (part == null || !part.isEmpty()) {
                    others.add(some.get(i));
                }
            }
        }
        return new Found<>(values, others);
    }

    /** Empty where there is no record, null where it is of another type. */
    private List<@Nullable String> parts(List<TaskId> ids, long from, long to) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<String>> parts = ids.stream()
                        .map(id -> pipeline.getrange(RedisKeys.record(id), from, to))
                        .toList();
                pipeline.sync();
                List<@Nullable String> texts = new ArrayList<>();
                parts.forEach(part -> texts.add(text(part)));
                return texts;
            }
        });
    }

    private static @Nullable String text(Response<String> part) {
        try {
            return part.get();
        } catch (JedisDataException refused) {
            if (UnreadableKeys.isWrongType(refused)) {
                return null;
            }
            throw refused;
        }
    }

    private static Optional<String> state(String head) {
        Matcher state = STATE.matcher(head);
        return state.find() ? Optional.of(state.group(1)) : Optional.empty();
    }

    /** The last match: a result may contain the same text. */
    private static Optional<Instant> done(String tail) {
        Matcher done = DONE.matcher(tail);
        String last = null;
        while (done.find()) {
            last = done.group(1);
        }
        try {
            return last == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(last).toInstant());
        } catch (DateTimeParseException otherwise) {
            return Optional.empty();
        }
    }
}
