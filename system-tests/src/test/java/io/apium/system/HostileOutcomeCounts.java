package io.apium.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of odd input, by the kinds of it. */
final class HostileOutcomeCounts {

    /** What can become of it, in the order in which it is shown. */
    enum What {
        SENT,
        /** RabbitMQ took it not, or the API answered with 4xx, 501, 503 or 505. */
        REFUSED,
        /** The API closed the connection, or said nothing for ten seconds. */
        UNANSWERED,
        /** The API answered with 500. */
        DEFECT,
        SUCCESS,
        FAILURE,
        REVOKED,
        WAITING,
        DEAD_LETTER,
        /** The outcome is unknown. */
        LOST
    }

    private static final int SLOW_SHOWN = 15;

    private final Map<String, Map<What, Integer>> counts = new ConcurrentHashMap<>();
    private final Map<What, Map<String, Integer>> kinds = new ConcurrentHashMap<>();
    private final Map<String, Duration> longest = new ConcurrentHashMap<>();

    /** How long it took until it was taken, refused or answered; of several of a kind the longest. */
    void took(String kind, Duration time) {
        longest.merge(kind, time, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    void add(String kind, What what) {
        counts.computeIfAbsent(group(kind), _ -> new ConcurrentHashMap<>()).merge(what, 1, Integer::sum);
        kinds.computeIfAbsent(what, _ -> new ConcurrentHashMap<>()).merge(kind, 1, Integer::sum);
    }

    int count(What what) {
        return kinds.getOrDefault(what, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The kinds of which this became of any. */
    List<String> kinds(What what) {
        return kinds.getOrDefault(what, Map.of()).keySet().stream().sorted().toList();
    }

    /** Kinds that differ by a value alone are one line. */
    private static String group(String kind) {
        String[] parts = kind.split(": ", 3);
        return parts.length > 2 ? parts[0] + ": " + parts[1] : parts[0] + ": " + parts[1].split(" ", 2)[0];
    }

    /** A line for each group of kinds, and the kinds that took longest. */
    @Override
    public String toString() {
        SortedMap<String, Map<What, Integer>> sorted = new TreeMap<>(counts);
        Stream<String> groups = sorted.entrySet().stream()
                .map(group -> "%-60s %s".formatted(group.getKey(), new TreeMap<>(group.getValue())));
        Stream<String> slow = longest.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(SLOW_SHOWN)
                .map(kind -> "%s took %s".formatted(kind.getKey(), kind.getValue()));
        return Stream.concat(groups, slow).collect(Collectors.joining("\n"));
    }
}
