package io.apium.adapter.redis;

import io.apium.adapter.bound.StoreBounds;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.LedgerKey.Stored;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.ledger.EntryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Claims due entries from all shards at once; from a shard with large entries only one, in a second round trip. */
final class LedgerClaims {

    /** How long an unreadable entry is postponed. */
    static final Duration PUT_OFF = Duration.ofMinutes(1);

    private static final String NOTHING = "";

    private final RedisConnections redis;

    LedgerClaims(RedisConnections redis) {
        this.redis = redis;
    }

    /** @param next when the next entry of a shard is due, as far as is known */
    record Taken(List<Stored> entries, @Nullable Instant next) {

        long bytes() {
            return entries.stream().mapToLong(stored -> stored.value().length()).sum();
        }
    }

    /** The answer of one shard. */
    private record Shard(int number, List<?> answer) {

        String next() {
            return (String) answer.getFirst();
        }

        boolean hasLarge() {
            return !large().isEmpty();
        }

        String large() {
            return (String) answer.get(1);
        }

        double largeSince() {
            return LedgerKey.score((String) answer.get(2));
        }

        List<?> unreadable() {
            return (List<?>) answer.get(3);
        }

        List<Stored> entries() {
            List<Stored> entries = new ArrayList<>();
            for (int i = 4; i < answer.size(); i += 3) {
                LedgerKey key = LedgerKey.at(number, (String) answer.get(i));
                Double wake = LedgerKey.score((String) answer.get(i + 1));
                entries.add(new Stored(key, (String) answer.get(i + 2), wake));
            }
            return entries;
        }
    }

    Taken take(Instant now, int max, Duration lease) {
        List<String> arguments = List.of(
                millis(now),
                Integer.toString(max),
                millis(now.plus(lease)),
                Long.toString(StoreBounds.CLAIM_BYTES.max()),
                millis(now.plus(PUT_OFF)));
        List<Shard> shards = asked(IntStream.range(0, LedgerKey.SHARDS).boxed().toList(), arguments, NOTHING);
        List<Stored> entries = new ArrayList<>();
        shards.forEach(shard -> entries.addAll(shard.entries()));
        List<Shard> behind = new ArrayList<>(shards);
        shards.stream()
                .filter(Shard::hasLarge)
                .min(Comparator.comparingDouble(Shard::largeSince))
                .ifPresent(shard -> {
                    for (Shard alone : asked(List.of(shard.number()), arguments, shard.large())) {
                        entries.addAll(alone.entries());
                        behind.remove(shard);
                        behind.add(alone);
                    }
                });
        entries.sort(Stored.LONGEST_DUE_FIRST);
        return new Taken(entries, next(behind));
    }

    private static @Nullable Instant next(List<Shard> shards) {
        return shards.stream()
                .map(Shard::next)
                .filter(next -> !next.isEmpty())
                .map(next -> Instant.ofEpochMilli((long) LedgerKey.score(next)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A shard with a key of another type is left out: none of its entries can be claimed. */
    private List<Shard> asked(List<Integer> numbers, List<String> arguments, String one) {
        List<String> all = new ArrayList<>(arguments);
        all.add(one);
        List<Object> answers = redis.scripts(pipeline -> numbers.stream()
                .map(shard -> LuaScript.LEDGER_CLAIM.call(pipeline, keys(shard), all))
                .toList());
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            switch (answers.get(i)) {
                case JedisDataException refused ->
                    redis.unreadable().report(Kind.LEDGER, RedisKeys.ledgerWake(number), refused);
                case List<?> answer -> shards.add(reported(new Shard(number, answer)));
                default -> throw new IllegalStateException("ledger-claim.lua returns a list, got: " + answers.get(i));
            }
        }
        return shards;
    }

    private Shard reported(Shard shard) {
        for (Object member : shard.unreadable()) {
            redis.unreadable()
                    .report(
                            Kind.LEDGER,
                            RedisKeys.ledgerWake(shard.number()) + " " + member,
                            "its kind is unknown, or its hash is of another type");
        }
        return shard;
    }

    private static List<String> keys(int shard) {
        return List.of(
                RedisKeys.ledgerWake(shard),
                RedisKeys.ledgerEntries(shard, EntryKey.Kind.TASK),
                RedisKeys.ledgerEntries(shard, EntryKey.Kind.SCHEDULE),
                RedisKeys.ledgerEntries(shard, EntryKey.Kind.FLOW),
                RedisKeys.ledgerClaimed(shard));
    }

    private static String millis(Instant moment) {
        return Long.toString(EntryCodec.millis(moment));
    }
}
