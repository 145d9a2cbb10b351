package io.apium.ledger;

import io.apium.bound.SaturatingTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Trigger;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as an entry.
 *
 * @param paused whether its run times are skipped
 * @param next the next run time to handle, or null after the last
 * @param last the last run time whose task was sent, or null before the first
 * @param lastSentAt when that task was sent, which may be long after the run time, or null before the first
 * @param queued a run time whose task is sent when the previous task has ended, or null
 * @param sent the number of tasks sent
 */
public record ScheduleEntry(
        Schedule schedule,
        boolean paused,
        @Nullable Instant next,
        @Nullable Instant last,
        @Nullable Instant lastSentAt,
        @Nullable Instant queued,
        long sent)
        implements EntryState {

    /**
     * A run time that is at most this late was not missed, whatever the catch-up: a scheduler was slow or another one
     * took over.
     */
    public static final Duration LATE_MAX = Duration.ofSeconds(10);

    /** A task without a result after this time counts as ended; otherwise its schedule would wait for ever. */
    public static final Duration RUN_MAX = Duration.ofDays(1);

    /** How often a queued run time checks whether the previous task has ended. */
    public static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private static final int AT_ONCE_MAX = 100;

    /** An entry whose last task was sent in time. */
    public ScheduleEntry(
            Schedule schedule,
            boolean paused,
            @Nullable Instant next,
            @Nullable Instant last,
            @Nullable Instant queued,
            long sent) {
        this(schedule, paused, next, last, last, queued, sent);
    }

    public static ScheduleEntry of(Schedule schedule, Instant now) {
        return new ScheduleEntry(schedule, false, schedule.trigger().next(now), null, null, 0);
    }

    @Override
    public EntryKey key() {
        return EntryKey.schedule(schedule.name());
    }

    /** When the entry wakes after a step or a change. */
    public @Nullable Instant wake(Instant now) {
        if (paused) {
            return null;
        }
        Instant ask = SaturatingTime.plus(now, POLL_INTERVAL);
        return queued != null && (next == null || ask.isBefore(next)) ? ask : next;
    }

    /** The same entry with another schedule: run times of the old one that were due are dropped. */
    public ScheduleEntry changed(Schedule changed, Instant now) {
        return new ScheduleEntry(
                changed, paused, paused ? null : changed.trigger().next(now), last, lastSentAt, null, sent);
    }

    public ScheduleEntry pause() {
        return new ScheduleEntry(schedule, true, null, last, lastSentAt, null, sent);
    }

    /** Continues with the next run time; those that were skipped meanwhile are not caught up. */
    public ScheduleEntry resume(Instant now) {
        return paused
                ? new ScheduleEntry(schedule, false, schedule.trigger().next(now), last, lastSentAt, null, sent)
                : this;
    }

    /** The task of the last run time whose task was sent. */
    public @Nullable TaskId lastTask() {
        return last == null ? null : schedule.taskAt(last);
    }

    /** @param lastEnded whether that task has ended; true where there is none */
    public EntryTransition step(boolean lastEnded, Instant now) {
        if (paused) {
            return new EntryTransition(List.of(), this, null);
        }
        List<Instant> due = due(now);
        boolean running = !lastEnded && lastSentAt != null && now.isBefore(SaturatingTime.plus(lastSentAt, RUN_MAX));
        List<Instant> sending = sending(due, running);
        Instant waiting = waiting(due, sending, running);
        ScheduleEntry then = new ScheduleEntry(
                schedule,
                false,
                after(due, now),
                sending.isEmpty() ? last : sending.getLast(),
                sending.isEmpty() ? lastSentAt : now,
                waiting,
                sent + sending.size());
        List<Effect> effects = sending.stream()
                .<Effect>map(tick -> new Effect.Send(schedule.at(tick)))
                .toList();
        return then.isOver()
                ? new EntryTransition(effects, null, null)
                : new EntryTransition(effects, then, then.wake(now));
    }

    private boolean isOver() {
        return next == null && queued == null;
    }

    /** The run times up to now that must be handled, in order. */
    private List<Instant> due(Instant now) {
        if (next == null || next.isAfter(now)) {
            return List.of();
        }
        if (schedule.catchUp() == CatchUp.ALL) {
            return ticks(next, now);
        }
        Instant earliest = SaturatingTime.minus(now, LATE_MAX);
        Instant first = next.isBefore(earliest)
                ? schedule.trigger().next(SaturatingTime.minus(earliest, Duration.ofMillis(1)))
                : next;
        List<Instant> recent = first == null || first.isAfter(now) ? List.of() : ticks(first, now);
        return recent.isEmpty() && schedule.catchUp() == CatchUp.LAST
                ? List.of(schedule.trigger().latest(next, now))
                : recent;
    }

    private List<Instant> ticks(Instant first, Instant now) {
        Trigger trigger = schedule.trigger();
        List<Instant> ticks = new ArrayList<>();
        for (Instant tick = first;
                tick != null && !tick.isAfter(now) && ticks.size() < AT_ONCE_MAX;
                tick = trigger.next(tick)) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** The run time after those handled; it is in the past when there were too many for one step. */
    private @Nullable Instant after(List<Instant> due, Instant now) {
        if (next == null || next.isAfter(now)) {
            return next;
        }
        return schedule.trigger().next(due.isEmpty() ? now : due.getLast());
    }

    private List<Instant> sending(List<Instant> due, boolean running) {
        if (schedule.overlap() == Overlap.ALLOW) {
            return due;
        }
        if (running) {
            return List.of();
        }
        Instant first = queued != null ? queued : due.isEmpty() ? null : due.getFirst();
        return first == null ? List.of() : List.of(first);
    }

    private @Nullable Instant waiting(List<Instant> due, List<Instant> sending, boolean running) {
        if (schedule.overlap() != Overlap.QUEUE) {
            return null;
        }
        if (due.isEmpty() || sending.contains(due.getLast())) {
            return running ? queued : null;
        }
        return due.getLast();
    }
}
