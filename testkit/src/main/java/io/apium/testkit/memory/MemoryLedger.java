package io.apium.testkit.memory;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import io.apium.store.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of everything that waits, in one part. */
public final class MemoryLedger implements Ledger {

    private static final Object ALL = new Object();

    /** How long an entry that cannot be read is left alone. */
    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    private static final Comparator<Entry> LONGEST_DUE_FIRST =
            Comparator.comparing(entry -> entry.wake() == null ? Instant.MAX : entry.wake());

    private final OutageSwitch outageSwitch;

    /** In the order in which they came, so that a simulation is the same at every run. */
    private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();

    /**
     * A claimed entry.
     *
     * @param over the end of the lease
     * @param told the wake time after the lease, if a caller has set one
     */
    private record Claimed(Instant over, @Nullable Instant told) {}

    private final Map<EntryKey, Claimed> claimed = new HashMap<>();
    private final Set<EntryKey> damaged = new HashSet<>();
    private long revisions;
    private final MemoryListeners<Object, Consumer<Instant>> followers = new MemoryListeners<>();

    MemoryLedger(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake) {
        return outageSwitch.eventually(() -> {
            Entry standing = entries.get(state.key());
            if (revision(state.key()) != seen) {
                return standing != null
                        && isReadable(standing)
                        && standing.state().equals(state);
            }
            Claimed claim = claimed.remove(state.key());
            put(new Entry(state, ++revisions, earlier(inMillis(wake), claim == null ? null : claim.told())));
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(EntryKey key, long seen) {
        return outageSwitch.eventually(() -> {
            long standing = revision(key);
            if (standing == seen) {
                entries.remove(key);
                claimed.remove(key);
            }
            return standing == seen || standing == NONE;
        });
    }

    @Override
    public CompletableFuture<Void> wake(EntryKey key, Instant moment) {
        return outageSwitch.eventually(() -> {
            Entry entry = entries.get(key);
            Claimed claim = claimed.get(key);
            if (entry == null || (entry.wake() != null && !moment.isBefore(entry.wake()))) {
                return null;
            }
            if (claim != null && claim.over().isAfter(moment)) {
                claimed.put(key, new Claimed(claim.over(), earlier(claim.told(), inMillis(moment))));
            } else {
                put(new Entry(entry.state(), entry.revision(), inMillis(moment)));
            }
            return null;
        });
    }

    /** Makes the entry of this key unreadable. */
    public void damage(EntryKey key) {
        outageSwitch.now(() -> damaged.add(key));
    }

    @Override
    public CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until) {
        return outageSwitch.eventually(() -> {
            Entry entry = entries.get(key);
            if (entry != null && entry.revision() == seen) {
                Claimed claim = claimed.remove(key);
                Instant wake = earlier(inMillis(until), claim == null ? null : claim.told());
                put(new Entry(entry.state(), seen, wake));
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> setAside(EntryKey key) {
        return outageSwitch.eventually(() -> {
            entries.remove(key);
            claimed.remove(key);
            damaged.remove(key);
            return null;
        });
    }

    @Override
    public Optional<Entry> find(EntryKey key) {
        return outageSwitch.now(() -> {
            if (damaged.contains(key)) {
                throw new UnreadableRecordException(key.toString(), "it was damaged");
            }
            return Optional.ofNullable(entries.get(key));
        });
    }

    @Override
    public Stream<Entry> all(Kind kind) {
        return outageSwitch.now(() -> of(kind).filter(this::isReadable).toList().stream());
    }

    @Override
    public Page page(Kind kind, @Nullable String after, int limit) {
        return outageSwitch.now(() -> {
            List<Entry> behind = of(kind).filter(this::isReadable)
                    .filter(entry -> after == null || entry.key().name().compareTo(after) > 0)
                    .sorted(Comparator.comparing(entry -> entry.key().name()))
                    .limit(limit + 1L)
                    .toList();
            boolean isLast = behind.size() <= limit;
            List<Entry> page = isLast ? behind : behind.subList(0, limit);
            return new Page(page, isLast ? null : page.getLast().key().name());
        });
    }

    @Override
    public long count(Kind kind) {
        return outageSwitch.now(() -> of(kind).count());
    }

    private Stream<Entry> of(Kind kind) {
        return entries.values().stream().filter(entry -> entry.key().kind() == kind);
    }

    private boolean isReadable(Entry entry) {
        return !damaged.contains(entry.key());
    }

    @Override
    public Claim claim(Instant now, int max, Duration lease) {
        return outageSwitch.now(() -> {
            List<Entry> due = entries.values().stream()
                    .filter(entry -> entry.wake() != null && !entry.wake().isAfter(now))
                    .sorted(LONGEST_DUE_FIRST)
                    .limit(max)
                    .toList();
            for (Entry entry : due) {
                Instant again = now.plus(isReadable(entry) ? lease : PUT_OFF);
                entries.put(entry.key(), new Entry(entry.state(), entry.revision(), inMillis(again)));
                claimed.put(entry.key(), new Claimed(now.plus(lease).truncatedTo(ChronoUnit.MILLIS), null));
            }
            return new Claim(due.stream().filter(this::isReadable).toList(), 0, earliest());
        });
    }

    @Override
    public AutoCloseable follow(Consumer<Instant> earlier) {
        return followers.add(ALL, earlier)::run;
    }

    private void put(Entry entry) {
        Instant before = earliest();
        entries.put(entry.key(), entry);
        Instant wake = entry.wake();
        if (wake != null && (before == null || wake.isBefore(before))) {
            outageSwitch.tell(() -> followers.of(ALL).forEach(follower -> follower.accept(wake)));
        }
    }

    private @Nullable Instant earliest() {
        return entries.values().stream()
                .map(Entry::wake)
                .<Instant>mapMulti((wake, found) -> {
                    if (wake != null) {
                        found.accept(wake);
                    }
                })
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private long revision(EntryKey key) {
        Entry entry = entries.get(key);
        return entry == null ? NONE : entry.revision();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static @Nullable Instant inMillis(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
