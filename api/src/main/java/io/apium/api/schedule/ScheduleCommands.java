package io.apium.api.schedule;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.wait.StoreTimeout;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and changes the schedules in the ledger. */
@Component
final class ScheduleCommands {

    /** The maximum; concurrent requests may exceed it by one or two. */
    private static final long SCHEDULES_MAX = ApiBounds.SCHEDULES_COUNT.max();

    /**
     * The number of attempts to write a change. Each attempt applies the change to the entry as other writers have left
     * it.
     */
    private static final int TRIES = 10;

    private final Ledger ledger;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    ScheduleCommands(Ledger ledger, StoreTimeout timeout, InstantSource clock) {
        this.ledger = ledger;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** @throws ApiException when there is no such schedule */
    ScheduleEntry known(String name) throws InterruptedException {
        return entry(name).flatMap(ScheduleCommands::scheduleOf).orElseThrow(() -> unknown(name));
    }

    /** A page of schedules by name; it is short when the schedules are large. */
    record Page(List<ScheduleEntry> schedules, @Nullable String next) {}

    Page page(@Nullable String after, int limit) throws InterruptedException {
        Ledger.Page page = timeout.ask(() -> ledger.page(Kind.SCHEDULE, after, limit));
        List<ScheduleEntry> schedules = page.entries().stream()
                .flatMap(entry -> scheduleOf(entry).stream())
                .toList();
        return new Page(schedules, page.next());
    }

    /** @throws ApiException when the name is taken, or there are too many */
    void create(ScheduleEntry entry) throws InterruptedException {
        refuseTooMany();
        if (!write(entry, Ledger.NONE)) {
            throw new ApiException(new ApiError.NameTaken(name(entry)));
        }
    }

    /** @param isNew whether the schedule was created */
    record Written(ScheduleEntry schedule, boolean isNew) {}

    /**
     * Creates or changes a schedule.
     *
     * @param wish computes the new schedule from the stored one, or from null when there is none
     * @throws ApiException when there are too many schedules, If-Match does not match, or other writers were faster in
     *     every attempt
     */
    Written put(String name, IfMatch seen, Function<@Nullable ScheduleEntry, ScheduleEntry> wish)
            throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            Entry entry = entry(name).orElse(null);
            ScheduleEntry stored = entry == null ? null : scheduleOf(entry).orElse(null);
            ScheduleEntry wished = wish.apply(stored);
            seen.check(stored);
            if (entry == null) {
                refuseTooMany();
            }
            if (wished.equals(stored) || write(wished, entry == null ? Ledger.NONE : entry.revision())) {
                return new Written(wished, entry == null);
            }
        }
        throw new ApiException(new ApiError.ChangedMeanwhile(name));
    }

    /**
     * Changes an existing schedule.
     *
     * @return the changed schedule
     * @throws ApiException when there is no such schedule, and as {@link #put}
     */
    ScheduleEntry change(String name, IfMatch seen, UnaryOperator<ScheduleEntry> change) throws InterruptedException {
        return put(name, seen, entry -> {
                    if (entry == null) {
                        throw unknown(name);
                    }
                    return change.apply(entry);
                })
                .schedule();
    }

    /**
     * Deletes a schedule. The next process that declares it creates it again. An unreadable schedule is moved out of
     * the ledger, and its bytes are kept for the operator.
     *
     * @throws ApiException as {@link #change}
     */
    void remove(String name, IfMatch seen) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Entry> found;
            try {
                found = entry(name);
            } catch (ApiException refused) {
                setAside(name, seen, refused);
                return;
            }
            Entry entry = found.orElseThrow(() -> unknown(name));
            ScheduleEntry stored = scheduleOf(entry).orElseThrow(() -> unknown(name));
            seen.check(stored);
            if (timeout.of(ledger.remove(entry.key(), entry.revision()))) {
                return;
            }
        }
        throw new ApiException(new ApiError.ChangedMeanwhile(name));
    }

    private void setAside(String name, IfMatch seen, ApiException refused) throws InterruptedException {
        if (!(refused.refusal() instanceof ApiError.UnreadableRecord)) {
            throw refused;
        }
        seen.check(null);
        timeout.of(ledger.setAside(EntryKey.schedule(name)));
    }

    /** @throws ApiException when it is declared in code or configuration, which would restore it */
    static ScheduleEntry changeable(ScheduleEntry entry) {
        if (entry.schedule().declared()) {
            throw new ApiException(new ApiError.DeclaredSchedule(name(entry)));
        }
        return entry;
    }

    private void refuseTooMany() throws InterruptedException {
        if (timeout.ask(() -> ledger.count(Kind.SCHEDULE)) >= SCHEDULES_MAX) {
            throw new ApiException(new ApiError.TooManySchedules(SCHEDULES_MAX));
        }
    }

    private boolean write(ScheduleEntry entry, long seen) throws InterruptedException {
        return timeout.of(ledger.write(entry, seen, entry.wake(clock.instant())));
    }

    private Optional<Entry> entry(String name) throws InterruptedException {
        return timeout.ask(() -> ledger.find(EntryKey.schedule(name)));
    }

    private static Optional<ScheduleEntry> scheduleOf(Entry entry) {
        return entry.state() instanceof ScheduleEntry schedule ? Optional.of(schedule) : Optional.empty();
    }

    private static String name(ScheduleEntry entry) {
        return entry.schedule().name();
    }

    private static ApiException unknown(String name) {
        return new ApiException(new ApiError.UnknownId("schedule", name));
    }
}
