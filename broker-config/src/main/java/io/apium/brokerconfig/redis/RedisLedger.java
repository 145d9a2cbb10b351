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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZAddParams;

/**
 * The ledger in shards, each a wake index and the entries of each kind, in keys that a cluster keeps together. An entry that
 * only a newer version can read is put off when it is due and left out of what is listed, and never deleted.
 */
public final class RedisLedger implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLedger.class);

    /** How long an entry that cannot be read is left alone. */
    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    private final Redis redis;
    private final StateCodec codec;

    public RedisLedger(Redis redis, StateCodec codec) {
        this.redis = redis;
        this.codec = codec;
    }

    @Override
    public CompletableFuture<Boolean> write(State state, long seen, @Nullable Instant wake) {
        String moment = wake == null ? "" : millis(wake);
        return changed(
                Script.LEDGER_WRITE, state.key(), Long.toString(seen), codec.write(state), moment, Keys.LEDGER_WAKES);
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

    /** @throws RuntimeException when only a newer version can read it */
    @Override
    public Optional<Entry> find(EntryKey key) {
        Place place = Place.of(key);
        return redis.read(client -> {
                    try (Pipeline pipeline = client.pipelined()) {
                        Response<String> value = pipeline.hget(place.entries(), key.name());
                        Response<Double> wake = pipeline.zscore(place.wakes(), place.member());
                        pipeline.sync();
                        return Optional.ofNullable(value.get()).map(text -> new Stored(place, text, wake.get()));
                    }
                })
                .map(stored -> stored.entry(codec));
    }

    @Override
    public Stream<Entry> all(Kind kind) {
        return new Pages(redis, kind).entries().flatMap(stored -> read(stored).stream());
    }

    @Override
    public long count(Kind kind) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<Long>> counts = IntStream.range(0, Place.SHARDS)
                        .mapToObj(shard -> pipeline.hlen(Keys.ledgerEntries(shard, kind)))
                        .toList();
                pipeline.sync();
                return counts.stream().mapToLong(Response::get).sum();
            }
        });
    }

    @Override
    public Claim claim(Instant now, int max, Duration lease) {
        List<String> arguments = List.of(millis(now), Integer.toString(max), millis(now.plus(lease)));
        List<Object> shards = redis.scripts(pipeline -> IntStream.range(0, Place.SHARDS)
                .mapToObj(shard -> Script.LEDGER_CLAIM.call(pipeline, claimed(shard), arguments))
                .toList());
        List<Stored> taken = new ArrayList<>();
        String next = "";
        for (int shard = 0; shard < Place.SHARDS; shard++) {
            List<?> answer = (List<?>) shards.get(shard);
            for (int i = 1; i < answer.size(); i += 3) {
                Place place = Place.at(shard, (String) answer.get(i));
                Double wake = Double.valueOf((String) answer.get(i + 1));
                taken.add(new Stored(place, (String) answer.get(i + 2), wake));
            }
            next = earlier(next, (String) answer.getFirst());
        }
        taken.sort(Stored.LONGEST_DUE_FIRST);
        List<Entry> entries =
                taken.stream().flatMap(stored -> due(stored, now).stream()).toList();
        return new Claim(entries, next.isEmpty() ? null : Instant.ofEpochMilli((long) Double.parseDouble(next)));
    }

    private static List<String> claimed(int shard) {
        return List.of(
                Keys.ledgerWake(shard),
                Keys.ledgerEntries(shard, Kind.TASK),
                Keys.ledgerEntries(shard, Kind.SCHEDULE),
                Keys.ledgerEntries(shard, Kind.FLOW),
                Keys.ledgerClaimed(shard));
    }

    private static String earlier(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return Double.parseDouble(one) <= Double.parseDouble(other) ? one : other;
    }

    private Optional<Entry> due(Stored stored, Instant now) {
        Optional<Entry> entry = read(stored);
        if (entry.isEmpty()) {
            Place place = stored.place();
            ZAddParams ifLater = ZAddParams.zAddParams().xx().gt();
            double later = StateCodec.millis(now.plus(PUT_OFF));
            LOG.warn("{} of the ledger is put off until a version is here that can read it", place.member());
            var _ = redis.write(pipeline -> pipeline.zadd(place.wakes(), later, place.member(), ifLater));
        }
        return entry;
    }

    private Optional<Entry> read(Stored stored) {
        try {
            return Optional.of(stored.entry(codec));
        } catch (RuntimeException newer) {
            LOG.debug("{} of the ledger cannot be read", stored.place().member(), newer);
            return Optional.empty();
        }
    }

    @Override
    public AutoCloseable follow(Consumer<Instant> earlier) {
        // what was missed while nobody listened may be due at any time
        return redis.listen(
                Keys.LEDGER_WAKES,
                moment ->
                        earlier.accept(moment == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(moment))));
    }

    private static String millis(Instant moment) {
        return Long.toString(StateCodec.millis(moment));
    }
}
