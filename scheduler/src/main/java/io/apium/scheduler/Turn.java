package io.apium.scheduler;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.Ledger.Claim;
import io.apium.ledger.State;
import io.apium.ledger.Step;
import io.apium.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of the loop: takes what is due, decides, pays, writes. Nothing here waits for what was sent or written. */
final class Turn {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private final Ledger ledger;
    private final Map<Kind, Duty> duties = new EnumMap<>(Kind.class);
    private final Payment payment;
    private final Meters meters;
    private final Terms terms;

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
     * @param next when the next entry is due, or null when there is none
     * @param done when all that was taken is dealt with, well or not
     */
    record Result(int taken, @Nullable Instant next, CompletableFuture<Void> done) {}

    Turn(Ledger ledger, List<Duty> duties, Payment payment, Meters meters, Terms terms) {
        this.ledger = ledger;
        duties.forEach(duty -> this.duties.put(duty.kind(), duty));
        this.payment = payment;
        this.meters = meters;
        this.terms = terms;
    }

    /** @throws StoreUnavailable when nothing could be taken */
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
                claim.next(),
                CompletableFuture.allOf(dealtWith.toArray(CompletableFuture<?>[]::new)));
    }

    private List<CompletableFuture<?>> perform(@Nullable Duty duty, List<Entry> entries, Instant now, long takenAt) {
        if (duty == null) {
            return List.of();
        }
        List<Step> steps;
        try {
            steps = duty.steps(entries, now);
        } catch (StoreUnavailable away) {
            meters.failed(duty.kind(), entries.size());
            log.warn(
                    "{} entries of {} wake again, since what they depend on cannot be read",
                    entries.size(),
                    duty.name());
            return List.of();
        }
        List<CompletableFuture<?>> dealtWith = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Instant wake = entry.wake();
            meters.woken(duty.kind(), wake == null ? Duration.ZERO : Duration.between(wake, now));
            if (terms.areOver(takenAt)) {
                // this process stood still: somebody else has them by now, or will
                meters.failed(duty.kind(), entries.size() - i);
                break;
            }
            dealtWith.add(carryOut(duty, entry, steps.get(i)));
        }
        return dealtWith;
    }

    /** A write that is refused needs nothing more: whoever changed the entry has said when it wakes. */
    private CompletableFuture<?> carryOut(Duty duty, Entry entry, Step step) {
        State next = step.next();
        return payment.pay(step.owed())
                .thenCompose(_ -> next == null
                        ? ledger.remove(entry.key(), entry.revision())
                        : ledger.write(next, entry.revision(), step.wake()))
                .handle((_, failure) -> {
                    if (failure != null) {
                        meters.failed(duty.kind(), 1);
                        log.warn("what {} owes is not paid; it wakes again", entry.key(), failure);
                    }
                    return entry;
                });
    }
}
