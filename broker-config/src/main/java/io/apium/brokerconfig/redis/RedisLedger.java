package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.redis.Place.Stored;
import io.apium.brokerconfig.wire.StateCodec;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.State;
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
 * The ledger in shards, each a wake index and the entries of each kind, in keys that a cluster keeps together. An entry that
 * cannot be read is put off when it is due and left out of what is listed, and never deleted.
 */
public final class RedisLedger implements Ledger {

    private final Redis redis;
    private final StateCodec codec;
    private final LedgerClaims claims;

    public RedisLedger(Redis redis, StateCodec codec) {
        this.redis = redis;
        this.codec = codec;
        this.claims = new LedgerClaims(redis);
    }

    @Override
    public CompletableFuture<Boolean> write(State state, long seen, @Nullable Instant wake) {
        String moment = wake == null ? "" : millis(wake);
        String json;
        try {
            json = codec.write(state);
        } catch (RuntimeException unwritable) {
            return CompletableFuture.failedFuture(unwritable);
        }
        return changed(Script.LEDGER_WRITE, state.key(), Long.toString(seen), json, moment, Keys.LEDGER_WAKES);
    }

    @Override
    public CompletableFuture<Boolean> remove(EntryKey key, long seen) {
        return changed(Script.LEDGER_REMOVE, key, Long.toString(seen));
    }

    @Override
    public CompletableFuture<Void> wake(EntryKey key, Instant moment) {
        return changed(Script.LEDGER_WAKE, key, millis(moment), Keys.LEDGER_WAKES)
                .thenAccept(_ -> {});
    }

    private CompletableFuture<Boolean> changed(Script script, EntryKey key, String... more) {
        Place place = Place.of(key);
        List<String> arguments = new ArrayList<>(List.of(place.member(), key.name()));
        arguments.addAll(List.of(more));
        return redis.<Object, Boolean>write(
                pipeline -> script.call(pipeline, place.keys(), arguments),
                answer -> Long.valueOf(1).equals(answer));
    }

    @Override
    public CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until) {
        return changed(Script.LEDGER_PUT_OFF, key, Long.toString(seen), millis(until))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<Void> setAside(EntryKey key) {
        Place place = Place.of(key);
        List<String> keys = List.of(
                place.wakes(),
                place.entries(),
                Keys.ledgerUnreadable(place.shard()),
                Keys.ledgerClaimed(place.shard()));
        return redis.write(pipeline -> Script.LEDGER_ASIDE.call(pipeline, keys, List.of(place.member(), key.name())));
    }

    @Override
    public Optional<Entry> find(EntryKey key) {
        Place place = Place.of(key);
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
        return new Pages(redis, kind).entries().flatMap(stored -> read(stored).stream());
    }

    @Override
    public Page page(Kind kind, @Nullable String after, int limit) {
        Pages.Named page = new Pages(redis, kind).page(after, limit);
        return new Page(
                page.entries().stream().flatMap(stored -> read(stored).stream()).toList(), page.next());
    }

    @Override
    public long count(Kind kind) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<Long>> counts = IntStream.range(0, Place.SHARDS)
                        .mapToObj(shard -> pipeline.hlen(Keys.ledgerEntries(shard, kind)))
                        .toList();
                pipeline.sync();
                return IntStream.range(0, Place.SHARDS)
                        .mapToLong(shard -> redis.unreadable()
                                .read(UnreadableKeys.Kind.LEDGER, Keys.ledgerEntries(shard, kind), counts.get(shard))
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
            Place place = stored.place();
            ZAddParams ifLater = ZAddParams.zAddParams().xx().gt();
            double later = StateCodec.millis(now.plus(LedgerClaims.PUT_OFF));
            var _ = redis.write(pipeline -> pipeline.zadd(place.wakes(), later, place.member(), ifLater));
        }
        return entry;
    }

    private Optional<Entry> read(Stored stored) {
        return redis.unreadable()
                .read(UnreadableKeys.Kind.LEDGER, stored.place().shown(), () -> stored.entry(codec));
    }

    @Override
    public AutoCloseable follow(Consumer<Instant> earlier) {
        // what was missed while nobody listened may be due at any time
        return redis.listen(Keys.LEDGER_WAKES, moment -> earlier.accept(announced(moment)));
    }

    /** News that cannot be read are worth looking, too. */
    private static Instant announced(@Nullable String millis) {
        try {
            return millis == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException other) {
            return Instant.EPOCH;
        }
    }

    private static String millis(Instant moment) {
        return Long.toString(StateCodec.millis(moment));
    }
}
