package io.apium.adapter.redis;

import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.LedgerKey.Stored;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZAddParams;

/**
 * The ledger in shards, each a wake index and the entries of each kind, in keys that a cluster keeps together. An
 * unreadable entry is postponed when it is due and left out of lists, and never deleted.
 */
public final class RedisLedger implements Ledger {

    private final RedisConnections redis;
    private final EntryCodec codec;
    private final LedgerClaims claims;

    public RedisLedger(RedisConnections redis, EntryCodec codec) {
        this.redis = redis;
        this.codec = codec;
        this.claims = new LedgerClaims(redis);
    }

    @Override
    public CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake) {
        String moment = wake == null ? "" : millis(wake);
        String json;
        try {
            json = codec.write(state);
        } catch (RuntimeException unwritable) {
            return CompletableFuture.failedFuture(unwritable);
        }
        return changed(LuaScript.LEDGER_WRITE, state.key(), Long.toString(seen), json, moment, RedisKeys.LEDGER_WAKES);
    }

    @Override
    public CompletableFuture<Boolean> remove(EntryKey key, long seen) {
        return changed(LuaScript.LEDGER_REMOVE, key, Long.toString(seen));
    }

    @Override
    public CompletableFuture<Void> wake(EntryKey key, Instant moment) {
        return changed(LuaScript.LEDGER_WAKE, key, millis(moment), RedisKeys.LEDGER_WAKES)
                .thenAccept(_ -> {});
    }

    private CompletableFuture<Boolean> changed(LuaScript script, EntryKey key, String... more) {
        LedgerKey place = LedgerKey.of(key);
        List<String> arguments = new ArrayList<>(List.of(place.member(), key.name()));
        arguments.addAll(List.of(more));
        return redis.<Object, Boolean>write(
                pipeline -> script.call(pipeline, place.keys(), arguments),
                answer -> Long.valueOf(1).equals(answer));
    }

    @Override
    public CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until) {
        return changed(LuaScript.LEDGER_PUT_OFF, key, Long.toString(seen), millis(until))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<Void> setAside(EntryKey key) {
        LedgerKey place = LedgerKey.of(key);
        List<String> keys = List.of(
                place.wakes(),
                place.entries(),
                RedisKeys.ledgerUnreadable(place.shard()),
                RedisKeys.ledgerClaimed(place.shard()));
        return redis.write(
                pipeline -> LuaScript.LEDGER_ASIDE.call(pipeline, keys, List.of(place.member(), key.name())));
    }

    @Override
    public Optional<Entry> find(EntryKey key) {
        LedgerKey place = LedgerKey.of(key);
        Optional<Stored> found = redis.read(UnreadableKeys.Kind.LEDGER, place.entries(), client -> {
            try (Pipeline pipeline = client.pipelined()) {
                Response<String> value = pipeline.hget(place.entries(), key.name());
                Response<Double> wake = pipeline.zscore(place.wakes(), place.member());
                pipeline.sync();
                return Optional.ofNullable(value.get()).map(text -> new Stored(place, text, wake.get()));
            }
        });
        return found.map(stored ->
                redis.unreadable().required(UnreadableKeys.Kind.LEDGER, place.shown(), () -> stored.entry(codec)));
    }

    @Override
    public Stream<Entry> all(Kind kind) {
        return new LedgerScan(redis, kind).entries().flatMap(stored -> read(stored).stream());
    }

    @Override
    public Page page(Kind kind, @Nullable String after, int limit) {
        LedgerScan.Named page = new LedgerScan(redis, kind).page(after, limit);
        return new Page(
                page.entries().stream().flatMap(stored -> read(stored).stream()).toList(), page.next());
    }

    @Override
    public long count(Kind kind) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<Long>> counts = IntStream.range(0, LedgerKey.SHARDS)
                        .mapToObj(shard -> pipeline.hlen(RedisKeys.ledgerEntries(shard, kind)))
                        .toList();
                pipeline.sync();
                return IntStream.range(0, LedgerKey.SHARDS)
                        .mapToLong(shard -> redis.unreadable()
                                .read(
                                        UnreadableKeys.Kind.LEDGER,
                                        RedisKeys.ledgerEntries(shard, kind),
                                        counts.get(shard))
                                .orElse(0L))
                        .sum();
            }
        });
    }

    @Override
    public Claim claim(Instant now, int max, Duration lease) {
        LedgerClaims.Taken taken = claims.take(now, max, lease);
        List<Entry> entries = taken.entries().stream()
                .flatMap(stored -> due(stored, now).stream())
                .toList();
        return new Claim(entries, taken.bytes(), taken.next());
    }

    private Optional<Entry> due(Stored stored, Instant now) {
        Optional<Entry> entry = read(stored);
        if (entry.isEmpty()) {
            LedgerKey key = stored.key();
            ZAddParams ifLater = ZAddParams.zAddParams().xx().gt();
            double later = EntryCodec.millis(now.plus(LedgerClaims.PUT_OFF));
            var _ = redis.write(pipeline -> pipeline.zadd(key.wakes(), later, key.member(), ifLater));
        }
        return entry;
    }

    private Optional<Entry> read(Stored stored) {
        return redis.unreadable().read(UnreadableKeys.Kind.LEDGER, stored.key().shown(), () -> stored.entry(codec));
    }

    @Override
    public AutoCloseable follow(Consumer<Instant> earlier) {
        // entries that were announced while nothing was subscribed may be due at any time
        return redis.listen(RedisKeys.LEDGER_WAKES, moment -> earlier.accept(announced(moment)));
    }

    /** After an unreadable announcement the ledger is read, too. */
    private static Instant announced(@Nullable String millis) {
        try {
            return millis == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException other) {
            return Instant.EPOCH;
        }
    }

    private static String millis(Instant moment) {
        return Long.toString(EntryCodec.millis(moment));
    }
}
