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

/**
 * One cycle of the loop: claims due entries, computes their steps, executes the effects, writes the entries. It does
 * not wait for messages or writes.
 */
final class LedgerCycle {

    private static final Logger log = LoggerFactory.getLogger(LedgerCycle.class);

    /** A stage that turns exceptions into failed futures. */
    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    private final Ledger ledger;
    private final Map<Kind, Duty> duties = new EnumMap<>(Kind.class);
    private final EffectExecutor effects;
    private final SchedulerMetrics metrics;
    private final Leases leases;
    private final EntryBackOff backOff = new EntryBackOff();

    /**
     * @param max entries claimed at once from each shard of the ledger
     * @param lease how long no other scheduler receives them
     * @param nanos a clock that also runs while the process is paused
     */
    record Leases(int max, Duration lease, LongSupplier nanos) {

        /** Whether the lease is nearly over, so that claimed entries must not be processed any more. */
        boolean areOver(long takenAt) {
            return nanos.getAsLong() - takenAt > lease.toNanos() * 3 / 4;
        }
    }

    /**
     * The result of a cycle.
     *
     * @param bytes the size of the claimed entries
     * @param next when the next entry is due, or null when there is none
     * @param done when all claimed entries are processed, successfully or not
     */
    record Result(int taken, long bytes, @Nullable Instant next, CompletableFuture<Void> done) {}

    /** An entry and its step. */
    private record Decided(Entry entry, EntryTransition transition) {}

    LedgerCycle(Ledger ledger, List<Duty> duties, EffectExecutor effects, SchedulerMetrics metrics, Leases leases) {
        this.ledger = ledger;
        duties.forEach(duty -> this.duties.put(duty.kind(), duty));
        this.effects = effects;
        this.metrics = metrics;
        this.leases = leases;
    }

    /** @throws StoreUnavailableException when nothing could be claimed */
    Result take(Instant now) {
        long takenAt = leases.nanos().getAsLong();
        Claim claim = ledger.claim(now, leases.max(), leases.lease());
        Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
        for (Entry entry : claim.entries()) {
            byKind.computeIfAbsent(entry.key().kind(), _ -> new ArrayList<>()).add(entry);
        }
        List<CompletableFuture<?>> processed = new ArrayList<>();
        byKind.forEach((kind, entries) -> processed.addAll(perform(duties.get(kind), entries, now, takenAt)));
        return new Result(
                claim.entries().size(),
                claim.bytes(),
                claim.next(),
                CompletableFuture.allOf(processed.toArray(CompletableFuture<?>[]::new)));
    }

    private List<CompletableFuture<?>> perform(@Nullable Duty duty, List<Entry> entries, Instant now, long takenAt) {
        if (duty == null) {
            return List.of();
        }
        List<Decided> decided = decide(duty, entries, now);
        List<CompletableFuture<?>> processed = new ArrayList<>();
        for (Decided next : decided) {
            Instant wake = next.entry().wake();
            metrics.woken(duty.kind(), wake == null ? Duration.ZERO : Duration.between(wake, now));
            if (leases.areOver(takenAt)) {
                // this process was paused: another scheduler has claimed the entries, or will
                metrics.failed(duty.kind(), decided.size() - processed.size());
                break;
            }
            processed.add(process(duty, next, now));
        }
        return processed;
    }

    /** The step of each entry. An entry whose step throws is postponed, and the others are computed without it. */
    private List<Decided> decide(Duty duty, List<Entry> entries, Instant now) {
        try {
            List<EntryTransition> transitions = duty.steps(entries, now);
            return IntStream.range(0, entries.size())
                    .mapToObj(i -> new Decided(entries.get(i), transitions.get(i)))
                    .toList();
        } catch (StoreUnavailableException away) {
            metrics.failed(duty.kind(), entries.size());
            log.warn(
                    "store unavailable, entries wake again when their lease ends: duty={} entries={}",
                    duty.name(),
                    entries.size());
            return List.of();
        } catch (RuntimeException | StackOverflowError wrong) {
            if (entries.size() == 1) {
                postpone(duty, entries.getFirst(), now, wrong);
                return List.of();
            }
            return entries.stream()
                    .flatMap(entry -> decide(duty, List.of(entry), now).stream())
                    .toList();
        }
    }

    /**
     * Executes the effects of a step, then writes the entry. A write that another process has overtaken is ignored:
     * that process has set the wake time.
     */
    private CompletableFuture<?> process(Duty duty, Decided decided, Instant now) {
        Entry entry = decided.entry();
        EntryTransition transition = decided.transition();
        EntryState next = transition.next();
        return STARTED.thenCompose(_ -> effects.execute(transition.effects()))
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
            log.warn("effects not executed, entry wakes again when its lease ends: entry={}", entry.key(), cause);
        } else {
            postpone(duty, entry, now, cause);
        }
    }

    /**
     * Postpones an entry whose step would fail again at once. The pause doubles each time; only the first failure is
     * logged with its stack trace.
     */
    private void postpone(Duty duty, Entry entry, Instant now, @Nullable Throwable why) {
        metrics.failed(duty.kind(), 1);
        EntryBackOff.Failed failed = backOff.failed(entry.key());
        String shown = PlainText.shown(entry.key().name());
        if (failed.times() == 1) {
            log.error("ledger entry postponed: {}={} pause={}", duty.name(), shown, failed.pause(), why);
        } else {
            log.warn(
                    "ledger entry postponed: {}={} pause={} failures={} reason={}",
                    duty.name(),
                    shown,
                    failed.pause(),
                    failed.times(),
                    PlainText.shown(why));
        }
        var _ = STARTED.thenCompose(_ -> ledger.putOff(entry.key(), entry.revision(), now.plus(failed.pause())))
                .exceptionally(away -> {
                    log.debug("entry not postponed, it wakes again when its lease ends", away);
                    return null;
                });
    }
}
