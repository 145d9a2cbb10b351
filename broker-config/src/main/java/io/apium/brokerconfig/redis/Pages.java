package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.redis.Place.Stored;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** All entries of a kind, shard by shard and page by page; the next page is read when it is asked for. */
record Pages(Redis redis, Kind kind) {

    private static final int AT_ONCE = 500;

    /** @param cursor where the next page of the shard begins; that of its last page is Redis' {@code 0} */
    private record Page(int shard, String cursor, List<Stored> entries) {}

    /** An entry may come twice while others are added. */
    Stream<Stored> entries() {
        return Stream.iterate(page(0, ScanParams.SCAN_POINTER_START), page -> page.shard < Place.SHARDS, this::next)
                .flatMap(page -> page.entries.stream());
    }

    private Page next(Page page) {
        return page.cursor.equals(ScanParams.SCAN_POINTER_START)
                ? page(page.shard + 1, ScanParams.SCAN_POINTER_START)
                : page(page.shard, page.cursor);
    }

    private Page page(int shard, String cursor) {
        if (shard == Place.SHARDS) {
            return new Page(shard, cursor, List.of());
        }
        ScanParams limit = new ScanParams().count(AT_ONCE);
        ScanResult<Map.Entry<String, String>> found =
                redis.read(client -> client.hscan(Keys.ledgerEntries(shard, kind), cursor, limit));
        return new Page(shard, found.getCursor(), stored(shard, found.getResult()));
    }

    private List<Stored> stored(int shard, List<Map.Entry<String, String>> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<Place> places = found.stream()
                .map(entry -> new Place(shard, new EntryKey(kind, entry.getKey())))
                .toList();
        String[] members = places.stream().map(Place::member).toArray(String[]::new);
        List<Double> wakes = redis.read(client -> client.zmscore(Keys.ledgerWake(shard), members));
        List<Stored> stored = new ArrayList<>(found.size());
        for (int i = 0; i < members.length; i++) {
            stored.add(new Stored(places.get(i), found.get(i).getValue(), wakes.get(i)));
        }
        return stored;
    }
}
