package io.apium.scheduler;

import io.apium.bound.PlainText;
import io.apium.broker.BrokerUnavailableException;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.EntryTransition;
import io.apium.ledger.Ledger;
import io.apium.ledger.Ledger.Claim;
import io.apium.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of the loop: takes what is due, decides, pays, writes. Nothing here waits for what was sent or written. */
final class LedgerCycle {

    private static final Logger log = LoggerFactory.getLogger(LedgerCycle.class);

    /** A stage in which whatever is thrown becomes the failure of what comes after. */
    private static final CompletableFuture<Void> BEGUN = CompletableFuture.completedFuture(null);

    private final Ledger ledger;
    private final Map<Kind, Duty> duties = new EnumMap<>(Kind.class);
    private final EffectExecutor effects;
    private final SchedulerMetrics metrics;
    private final Terms terms;
    private final EntryBackOff backOff = new EntryBackOff();

    /**
     * @param max entries taken at once from each part of the ledger
     * @param lease how long nobody else is given them
     * @param nanos a clock that also runs while the process is paused
     */
    record Terms(int max, Duration lease, LongSupplier nanos) {

        /** What was taken is only acted on well before somebody else may have it. */
        boolean areOver(long takenAt) {
            return nanos.getAsLong() - takenAt > lease.toNanos() * 3 / 4;
        }
    }

    /**
     * What a turn came to.
     *
     * @param bytes how large the entries are that were taken
     * @param next when the next entry is due, or null when there is none
     * @param done when all that was taken is dealt with, well or not
     */
    record Result(int taken, long bytes, @Nullable Instant next, CompletableFuture<Void> done) {}

    /** An entry and what is to be done about it. */
    private record Decided(Entry entry, EntryTransition transition) {}

    LedgerCycle(Ledger ledger, List<Duty> duties, EffectExecutor effects, SchedulerMetrics metrics, Terms terms) {
        this.ledger = ledger;
        duties.forEach(duty -> this.duties.put(duty.kind(), duty));
        this.effects = effects;
        this.metrics = metrics;
        this.terms = terms;
    }

    /** @throws StoreUnavailableException when nothing could be taken */
    Result take(Instant now) {
        long takenAt = terms.nanos().getAsLong();
        Claim claim = ledger.claim(now, terms.max(), terms.lease());
        Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
        for (Entry entry : claim.entries()) {
            byKind.computeIfAbsent(entry.key().kind(), _ -> new ArrayList<>()).add(entry);
        }
        List<CompletableFuture<?>> dealtWith = new ArrayList<>();
        byKind.forEach((kind, entries) -> dealtWith.addAll(perform(duties.get(kind), entries, now, takenAt)));
        return new Result(
                claim.entries().size(),
                claim.bytes(),
                claim.next(),
                CompletableFuture.allOf(dealtWith.toArray(CompletableFuture<?>[]::new)));
    }

    private List<CompletableFuture<?>> perform(@Nullable Duty duty, List<Entry> entries, Instant now, long takenAt) {
        if (duty == null) {
            return List.of();
        }
        List<Decided> decided = decide(duty, entries, now);
        List<CompletableFuture<?>> dealtWith = new ArrayList<>();
        for (Decided next : decided) {
            Instant wake = next.entry().wake();
            metrics.woken(duty.kind(), wake == null ? Duration.ZERO : Duration.between(wake, now));
            if (terms.areOver(takenAt)) {
                // this process stood still: somebody else has them by now, or will
                metrics.failed(duty.kind(), decided.size() - dealtWith.size());
                break;
            }
            dealtWith.add(carryOut(duty, next, now));
        }
        return dealtWith;
    }

    /** What is to be done about each entry. One that cannot be decided is put off, and the others are decided without it. */
    private List<Decided> decide(Duty duty, List<Entry> entries, Instant now) {
        try {
            List<EntryTransition> transitions = duty.steps(entries, now);
            return IntStream.range(0, entries.size())
                    .mapToObj(i -> new Decided(entries.get(i), transitions.get(i)))
                    .toList();
        } catch (StoreUnavailableException away) {
            metrics.failed(duty.kind(), entries.size());
            log.warn(
                    "{} entries of {} wake again, since what they depend on cannot be read",
                    entries.size(),
                    duty.name());
            return List.of();
        } catch (RuntimeException | StackOverflowError wrong) {
            if (entries.size() == 1) {
                putOff(duty, entries.getFirst(), now, wrong);
                return List.of();
            }
            return entries.stream()
                    .flatMap(entry -> decide(duty, List.of(entry), now).stream())
                    .toList();
        }
    }

    /** A write that is refused needs nothing more: whoever changed the entry has said when it wakes. */
    private CompletableFuture<?> carryOut(Duty duty, Decided decided, Instant now) {
        Entry entry = decided.entry();
        EntryTransition transition = decided.transition();
        EntryState next = transition.next();
        return BEGUN.thenCompose(_ -> effects.pay(transition.owed()))
                .thenCompose(_ -> next == null
                        ? ledger.remove(entry.key(), entry.revision())
                        : ledger.write(next, entry.revision(), transition.wake()))
                .handle((_, failure) -> {
                    if (failure == null) {
                        backOff.succeeded(entry.key());
                    } else {
                        failed(duty, entry, now, failure);
                    }
                    return entry;
                });
    }

    private void failed(Duty duty, Entry entry, Instant now, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof StoreUnavailableException || cause instanceof BrokerUnavailableException) {
            metrics.failed(duty.kind(), 1);
            log.warn("the effects of {} are not published; the entry wakes again", entry.key(), cause);
        } else {
            putOff(duty, entry, now, cause);
        }
    }

    /** It would fail again at once, and is nobody else's fault: the pauses grow, and the first failure tells why. */
    private void putOff(Duty duty, Entry entry, Instant now, @Nullable Throwable why) {
        metrics.failed(duty.kind(), 1);
        EntryBackOff.Failed failed = backOff.failed(entry.key());
        String shown = PlainText.shown(entry.key().name());
        if (failed.times() == 1) {
            log.error("ledger entry put off: {}={} pause={}", duty.name(), shown, failed.pause(), why);
        } else {
            log.warn(
                    "ledger entry put off: {}={} pause={} failures={} reason={}",
                    duty.name(),
                    shown,
                    failed.pause(),
                    failed.times(),
                    PlainText.shown(why));
        }
        var _ = BEGUN.thenCompose(_ -> ledger.putOff(entry.key(), entry.revision(), now.plus(failed.pause())))
                .exceptionally(away -> {
                    log.debug("it wakes again when its lease is over", away);
                    return null;
                });
    }
}
