package io.apium.adapter.redis;

import io.apium.adapter.record.EntryCodec;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The position of an entry in the ledger. The shard of a key never changes: CRC-32 of its name in the index, modulo 16.
 */
record LedgerKey(int shard, EntryKey key) {

    static final int SHARDS = 16;

    /**
     * The stored form of an entry.
     *
     * @param value the revision, a space, the state as JSON
     * @param wake in milliseconds, or null for not by itself
     */
    record Stored(LedgerKey key, String value, @Nullable Double wake) {

        static final Comparator<Stored> LONGEST_DUE_FIRST =
                Comparator.comparingDouble(stored -> stored.wake == null ? Double.POSITIVE_INFINITY : stored.wake);

        /** @throws RuntimeException when this version cannot read it */
        Entry entry(EntryCodec codec) {
            int end = value.indexOf(' ');
            if (end < 1) {
                throw new IllegalArgumentException("the entry must have a revision");
            }
            return new Entry(
                    codec.read(key.key.kind(), value.substring(end + 1)),
                    Long.parseLong(value.substring(0, end)),
                    wake == null ? null : Instant.ofEpochMilli(wake.longValue()));
        }
    }

    /** A score as a script returns it: a number, {@code inf} or {@code -inf}. */
    static double score(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    static LedgerKey of(EntryKey key) {
        CRC32 hash = new CRC32();
        hash.update(member(key).getBytes(StandardCharsets.UTF_8));
        return new LedgerKey((int) (hash.getValue() % SHARDS), key);
    }

    /** @param member an entry's name in the index of a shard */
    static LedgerKey at(int shard, String member) {
        for (Kind kind : Kind.values()) {
            String prefix = RedisKeys.name(kind) + "/";
            if (member.startsWith(prefix)) {
                return new LedgerKey(shard, new EntryKey(kind, member.substring(prefix.length())));
            }
        }
        throw new IllegalArgumentException("unknown kind of a ledger entry: " + member);
    }

    private static String member(EntryKey key) {
        return RedisKeys.name(key.kind()) + "/" + key.name();
    }

    /** Its name in the index. */
    String member() {
        return member(key);
    }

    /** Its name in logs. */
    String shown() {
        return entries() + " " + key.name();
    }

    String wakes() {
        return RedisKeys.ledgerWake(shard);
    }

    String entries() {
        return RedisKeys.ledgerEntries(shard, key.kind());
    }

    /** The first keys of every script that changes an entry. */
    List<String> keys() {
        return List.of(wakes(), entries(), RedisKeys.ledgerRevision(shard), RedisKeys.ledgerClaimed(shard));
    }
}
