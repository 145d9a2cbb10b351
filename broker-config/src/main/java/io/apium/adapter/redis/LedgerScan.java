package io.apium.adapter.redis;

import io.apium.adapter.bound.StoreBounds;
import io.apium.adapter.redis.LedgerKey.Stored;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.ledger.EntryKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * Reads the entries of a kind, a few at a time: first their names, then their sizes, and then as many as are not too
 * large together.
 */
record LedgerScan(RedisConnections redis, EntryKey.Kind kind) {

    private static final int AT_ONCE = 500;

    /** All entries, shard by shard; later ones are read when the stream reaches them. */
    Stream<Stored> entries() {
        return IntStream.range(0, LedgerKey.SHARDS).boxed().flatMap(shard -> entries(places(shard)));
    }

    private Stream<Stored> entries(List<LedgerKey> keys) {
        return Stream.iterate(0, from -> from < keys.size(), from -> from + AT_ONCE)
                .flatMap(from -> few(keys.subList(from, Math.min(from + AT_ONCE, keys.size()))));
    }

    private Stream<Stored> few(List<LedgerKey> keys) {
        List<Long> bytes = bytes(keys);
        return Stream.iterate(0, from -> from < keys.size(), from -> end(bytes, from))
                .flatMap(from -> read(keys.subList(from, end(bytes, from))).stream());
    }

    /**
     * One page in the order of names.
     *
     * @param next the last name that was read, or null when there are none after it
     */
    record Named(List<Stored> entries, @Nullable String next) {}

    Named page(@Nullable String after, int limit) {
        List<LedgerKey> behind = IntStream.range(0, LedgerKey.SHARDS)
                .boxed()
                .flatMap(shard -> places(shard).stream())
                .filter(key -> after == null || key.key().name().compareTo(after) > 0)
                .sorted(Comparator.comparing(key -> key.key().name()))
                .limit(limit + 1L)
                .toList();
        int most = Math.min(limit, behind.size());
        int end = most == 0 ? 0 : end(bytes(behind.subList(0, most)), 0);
        String next = end == behind.size() ? null : behind.get(end - 1).key().name();
        return new Named(read(behind.subList(0, end)), next);
    }

    private List<LedgerKey> places(int shard) {
        String key = RedisKeys.ledgerEntries(shard, kind);
        return redis.readable(Kind.LEDGER, key, client -> client.hkeys(key)).orElse(Set.of()).stream()
                .map(name -> new LedgerKey(shard, new EntryKey(kind, name)))
                .toList();
    }

    private List<Long> bytes(List<LedgerKey> keys) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<Long>> lengths = keys.stream()
                        .map(key -> pipeline.hstrlen(key.entries(), key.key().name()))
                        .toList();
                pipeline.sync();
                return lengths.stream().map(Response::get).toList();
            }
        });
    }

    /** The end of the entries from {@code from} on that are not too large together: at least one. */
    static int end(List<Long> bytes, int from) {
        long sum = bytes.get(from);
        int end = from + 1;
        while (end < bytes.size() && StoreBounds.LIST_BYTES.allows(sum + bytes.get(end))) {
            sum += bytes.get(end++);
        }
        return end;
    }

    private List<Stored> read(List<LedgerKey> keys) {
        return redis.read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<String>> values = keys.stream()
                        .map(key -> pipeline.hget(key.entries(), key.key().name()))
                        .toList();
                List<Response<Double>> wakes = keys.stream()
                        .map(key -> pipeline.zscore(key.wakes(), key.member()))
                        .toList();
                pipeline.sync();
                return stored(keys, values, wakes);
            }
        });
    }

    private List<Stored> stored(List<LedgerKey> keys, List<Response<String>> values, List<Response<Double>> wakes) {
        List<Stored> stored = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            LedgerKey key = keys.get(i);
            String value = values.get(i).get();
            if (value != null) {
                // without an index of the right type, the wake times are not known
                Double wake = redis.unreadable()
                        .read(Kind.LEDGER, key.wakes(), wakes.get(i))
                        .orElse(null);
                stored.add(new Stored(key, value, wake));
            }
        }
        return stored;
    }
}
