package io.apium.client;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts schedules that are declared in code or configuration into the ledger, unless they are there as they are declared. */
public final class ScheduleRegistrar {

    private static final Logger log = LoggerFactory.getLogger(ScheduleRegistrar.class);
    private static final CompletableFuture<Void> DECLARED = CompletableFuture.completedFuture(null);

    private final Ledger ledger;
    private final InstantSource clock;

    public ScheduleRegistrar(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Does not block: while the store is away, the schedules wait for it and the caller continues.
     *
     * @return done when each schedule is in the ledger, or was found to be impossible to write, which is logged
     */
    public CompletableFuture<Void> declare(List<Schedule> schedules) {
        return CompletableFuture.allOf(
                schedules.stream().map(this::declareOrSay).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> declareOrSay(Schedule schedule) {
        return DECLARED.thenCompose(_ -> declare(schedule)).exceptionally(failure -> {
            log.warn("schedule {} is not written as it is declared before the next start", schedule.name(), failure);
            return null;
        });
    }

    private CompletableFuture<Void> declare(Schedule schedule) {
        Instant now = clock.instant();
        ScheduleEntry fresh = ScheduleEntry.of(schedule, now);
        return ledger.write(fresh, Ledger.NONE, fresh.wake(now))
                .thenCompose(written -> written ? DECLARED : change(schedule));
    }

    private CompletableFuture<Void> change(Schedule schedule) {
        Entry entry = ledger.find(EntryKey.schedule(schedule.name())).orElse(null);
        if (entry == null || !(entry.state() instanceof ScheduleEntry standing)) {
            return declare(schedule);
        }
        if (standing.schedule().equals(schedule)) {
            return DECLARED;
        }
        Instant now = clock.instant();
        ScheduleEntry changed = standing.changed(schedule, now);
        return ledger.write(changed, entry.revision(), changed.wake(now))
                .thenCompose(written -> written ? DECLARED : change(schedule));
    }
}
