package io.apium.worker;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ledger that can be told to fail at the next write, or to keep silent about what it has written. */
public final class FailingLedger implements Ledger {

    private final Ledger ledger;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile CompletableFuture<Void> word = CompletableFuture.completedFuture(null);

    public FailingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    public void failNext() {
        failing.set(true);
    }

    public void fallSilent() {
        word = new CompletableFuture<>();
    }

    public void speak() {
        word.complete(null);
    }

    @Override
    public CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake) {
        return failing.compareAndSet(true, false)
                ? CompletableFuture.failedFuture(new StoreUnavailableException("the ledger was told to fail", null))
                : ledger.write(state, seen, wake).thenCombine(word, (written, _) -> written);
    }

    @Override
    public CompletableFuture<Boolean> remove(EntryKey key, long seen) {
        return ledger.remove(key, seen);
    }

    @Override
    public CompletableFuture<Void> wake(EntryKey key, Instant moment) {
        return ledger.wake(key, moment);
    }

    @Override
    public CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until) {
        return ledger.putOff(key, seen, until);
    }

    @Override
    public CompletableFuture<Void> setAside(EntryKey key) {
        return ledger.setAside(key);
    }

    @Override
    public Page page(Kind kind, @Nullable String after, int limit) {
        return ledger.page(kind, after, limit);
    }

    @Override
    public Optional<Entry> find(EntryKey key) {
        return ledger.find(key);
    }

    @Override
    public Stream<Entry> all(Kind kind) {
        return ledger.all(kind);
    }

    @Override
    public long count(Kind kind) {
        return ledger.count(kind);
    }

    @Override
    public Claim claim(Instant now, int max, Duration lease) {
        return ledger.claim(now, max, lease);
    }

    @Override
    public AutoCloseable follow(Consumer<Instant> earlier) {
        return ledger.follow(earlier);
    }
}
