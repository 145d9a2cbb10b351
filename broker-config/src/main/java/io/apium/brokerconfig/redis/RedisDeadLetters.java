package io.apium.brokerconfig.redis;

import io.apium.broker.RawMessage;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.brokerconfig.wire.StoredJson;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetters;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Dead letters in one hash, with an index in the order in which they were kept. A page is found by walking the index from
 * its newest end; where it ended is the number of its last letter. A page of a filter that matches little may have fewer
 * letters than were asked for and yet not be the last.
 */
public final class RedisDeadLetters implements DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(RedisDeadLetters.class);
    private static final int AT_ONCE = 200;

    /** How many letters are looked at for one page. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final Redis redis;
    private final MessageWriter writer;

    /** @param writer for messages that were never sent */
    public RedisDeadLetters(Redis redis, MessageWriter writer) {
        this.redis = redis;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> keep(DeadLetter letter) {
        List<String> keys = List.of(Keys.DEAD_LETTERS, Keys.DEAD_LETTERS_IN_ORDER);
        List<String> arguments = List.of(letter.id(), StoredJson.write(letter));
        return redis.write(pipeline -> Script.KEEP.call(pipeline, keys, arguments));
    }

    @Override
    public CompletableFuture<Void> keep(TaskMessage message, Cause cause, String reason, Instant at) {
        QueueName queue = message.options().routing().queue();
        RawMessage raw = writer.raw(message);
        return keep(new DeadLetter(
                DeadLetter.idOf(cause, raw),
                cause,
                reason,
                queue == null ? QueueName.DEFAULT : queue,
                message.id(),
                message.task(),
                raw,
                at));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return Optional.ofNullable(redis.read(client -> client.hget(Keys.DEAD_LETTERS, id)))
                .map(json -> StoredJson.read(json, DeadLetter.class));
    }

    /** @throws IllegalArgumentException when {@code from} is not where a page ended */
    @Override
    public Page list(Filter filter, @Nullable String from, int limit) {
        List<DeadLetter> page = new ArrayList<>();
        long last = from == null ? Long.MAX_VALUE : number(from);
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += AT_ONCE) {
            List<Tuple> ids = before(last);
            List<String> letters = letters(ids);
            for (int i = 0; i < letters.size() && page.size() < limit; i++) {
                last = (long) ids.get(i).getScore();
                read(letters.get(i)).filter(filter::matches).ifPresent(page::add);
            }
            if (page.size() == limit) {
                break;
            }
            if (ids.size() < AT_ONCE) {
                return new Page(page, null);
            }
        }
        return new Page(page, Long.toString(last));
    }

    /** The next newest ids, in order. */
    private List<Tuple> before(long number) {
        ZRangeParams range = ZRangeParams.zrangeByScoreParams(number - 1.0, Double.NEGATIVE_INFINITY)
                .rev()
                .limit(0, AT_ONCE);
        return redis.read(client -> client.zrangeWithScores(Keys.DEAD_LETTERS_IN_ORDER, range));
    }

    private static long number(String from) {
        try {
            return Long.parseLong(from);
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException("a page of dead letters begins where one ended, got: " + from, other);
        }
    }

    private List<String> letters(List<Tuple> ids) {
        String[] fields = ids.stream().map(Tuple::getElement).toArray(String[]::new);
        return fields.length == 0 ? List.of() : redis.read(client -> client.hmget(Keys.DEAD_LETTERS, fields));
    }

    /** A letter that was removed meanwhile is passed over, and so is one that only a newer version can read. */
    private static Optional<DeadLetter> read(@Nullable String json) {
        try {
            return json == null ? Optional.empty() : Optional.of(StoredJson.read(json, DeadLetter.class));
        } catch (RuntimeException unreadable) {
            LOG.warn("a dead letter cannot be read and is not listed: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public CompletableFuture<Boolean> remove(String id) {
        return redis.<Long, Boolean>write(
                pipeline -> {
                    Response<Long> removed = pipeline.hdel(Keys.DEAD_LETTERS, id);
                    pipeline.zrem(Keys.DEAD_LETTERS_IN_ORDER, id);
                    return removed;
                },
                removed -> removed != null && removed > 0);
    }

    @Override
    public long count() {
        return redis.read(client -> client.hlen(Keys.DEAD_LETTERS));
    }
}
