package io.apium.adapter.redis;

import io.apium.adapter.bound.StoreBounds;
import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.store.DeadLetterStore;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Dead letters in one hash, with an index in the order in which they were stored. A page is found by walking the index
 * from its newest end; its end is the number of its last dead letter. A page may have fewer dead letters than requested
 * and yet not be the last, where few match the filter or they are large.
 */
public final class RedisDeadLetterStore implements DeadLetterStore {

    private static final int AT_ONCE = 200;

    /** The number of dead letters that are read for one page. */
    private static final int SCANNED_MAX = 20_000;

    private final RedisConnections redis;
    private final MessageWriter writer;

    /** @param writer for messages that were never sent */
    public RedisDeadLetterStore(RedisConnections redis, MessageWriter writer) {
        this.redis = redis;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> keep(DeadLetter letter) {
        List<String> keys = List.of(RedisKeys.DEAD_LETTERS, RedisKeys.DEAD_LETTERS_IN_ORDER);
        List<String> arguments = List.of(letter.id(), RecordJson.write(letter));
        return redis.write(pipeline -> LuaScript.KEEP.call(pipeline, keys, arguments));
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
    public RawMessage raw(UnreadableSignature followUp, TaskMessage parent) {
        return writer.raw(followUp, parent);
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        String json =
                redis.read(Kind.DEAD_LETTER, RedisKeys.DEAD_LETTERS, client -> client.hget(RedisKeys.DEAD_LETTERS, id));
        return Optional.ofNullable(json)
                .map(text -> redis.unreadable()
                        .required(Kind.DEAD_LETTER, key(id), () -> RecordJson.read(text, DeadLetter.class)));
    }

    /** @throws IllegalArgumentException when {@code from} is not the end of a page */
    @Override
    public Page list(Filter filter, @Nullable String from, int limit) {
        List<DeadLetter> page = new ArrayList<>();
        long last = from == null ? Long.MAX_VALUE : number(from);
        long bytes = 0;
        for (int lookedAt = 0; lookedAt < SCANNED_MAX; lookedAt += AT_ONCE) {
            List<Tuple> ids = before(last);
            List<Long> sizes = sizes(ids);
            for (int begin = 0; begin < ids.size(); begin = LedgerScan.end(sizes, begin)) {
                List<Tuple> few = ids.subList(begin, LedgerScan.end(sizes, begin));
                List<@Nullable String> letters = letters(few);
                for (int i = 0; i < few.size() && page.size() < limit; i++) {
                    last = (long) few.get(i).getScore();
                    bytes += sizes.get(begin + i);
                    read(few.get(i).getElement(), letters.get(i))
                            .filter(filter::matches)
                            .ifPresent(page::add);
                }
                if (page.size() == limit || !StoreBounds.LIST_BYTES.allows(bytes)) {
                    return new Page(page, Long.toString(last));
                }
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
        String index = RedisKeys.DEAD_LETTERS_IN_ORDER;
        return redis.readable(Kind.DEAD_LETTER, index, client -> client.zrangeWithScores(index, range))
                .orElse(List.of());
    }

    /** The size of each in bytes; 0 for one that was removed meanwhile. */
    private List<Long> sizes(List<Tuple> ids) {
        return redis.readable(Kind.DEAD_LETTER, RedisKeys.DEAD_LETTERS, client -> {
                    try (Pipeline pipeline = client.pipelined()) {
                        List<Response<Long>> sizes = ids.stream()
                                .map(id -> pipeline.hstrlen(RedisKeys.DEAD_LETTERS, id.getElement()))
                                .toList();
                        pipeline.sync();
                        return sizes.stream().map(Response::get).toList();
                    }
                })
                .orElseGet(() -> Collections.nCopies(ids.size(), 0L));
    }

    private static long number(String from) {
        try {
            return Long.parseLong(from);
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException(
                    "a page of dead letters must start at the end of another, got: " + from, other);
        }
    }

    private List<@Nullable String> letters(List<Tuple> ids) {
        String[] fields = ids.stream().map(Tuple::getElement).toArray(String[]::new);
        return redis.<List<@Nullable String>>readable(
                        Kind.DEAD_LETTER,
                        RedisKeys.DEAD_LETTERS,
                        client -> client.hmget(RedisKeys.DEAD_LETTERS, fields))
                .orElseGet(() -> Collections.nCopies(ids.size(), null));
    }

    /** A dead letter that was removed meanwhile, or that is unreadable, is skipped. */
    private Optional<DeadLetter> read(String id, @Nullable String json) {
        return json == null
                ? Optional.empty()
                : redis.unreadable().read(Kind.DEAD_LETTER, key(id), () -> RecordJson.read(json, DeadLetter.class));
    }

    private static String key(String id) {
        return RedisKeys.DEAD_LETTERS + " " + id;
    }

    @Override
    public CompletableFuture<Boolean> remove(String id) {
        return redis.<Long, Boolean>write(
                pipeline -> {
                    Response<Long> removed = pipeline.hdel(RedisKeys.DEAD_LETTERS, id);
                    pipeline.zrem(RedisKeys.DEAD_LETTERS_IN_ORDER, id);
                    return removed;
                },
                removed -> removed != null && removed > 0);
    }

    @Override
    public long count() {
        return redis.readable(Kind.DEAD_LETTER, RedisKeys.DEAD_LETTERS, client -> client.hlen(RedisKeys.DEAD_LETTERS))
                .orElse(0L);
    }
}
