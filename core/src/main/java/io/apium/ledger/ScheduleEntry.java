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
 * A schedule at work.
 *
 * @param paused whether its ticks pass
 * @param next the first tick that has not been dealt with, or null when there is none any more
 * @param last the tick that was sent last, or null before the first
 * @param lastSentAt when it was sent, which may be long after it was due, or null before the first
 * @param queued a tick that is to be sent when the task of the last one has ended, or null
 * @param sent how many ticks were sent
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

    /** A tick that is this late was not missed, however the schedule catches up: somebody took over, or was slow. */
    public static final Duration LATE_MAX = Duration.ofSeconds(10);

    /** A task that has said nothing for so long is taken to have ended, or its schedule would wait for ever. */
    public static final Duration RUN_MAX = Duration.ofDays(1);

    /** How often a queued tick asks whether the task before it has ended. */
    public static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private static final int AT_ONCE_MAX = 100;

    /** One whose last tick was sent in time. */
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

    /** When it wakes, given that it has just been dealt with or changed. */
    public @Nullable Instant wake(Instant now) {
        if (paused) {
            return null;
        }
        Instant ask = SaturatingTime.plus(now, ASK_AGAIN);
        return queued != null && (next == null || ask.isBefore(next)) ? ask : next;
    }

    /** The same schedule with another content: what was due by the old one is forgotten. */
    public ScheduleEntry changed(Schedule changed, Instant now) {
        return new ScheduleEntry(
                changed, paused, paused ? null : changed.trigger().next(now), last, lastSentAt, null, sent);
    }

    public ScheduleEntry pause() {
        return new ScheduleEntry(schedule, true, null, last, lastSentAt, null, sent);
    }

    /** Goes on with the next tick; those that passed meanwhile are not made up for. */
    public ScheduleEntry resume(Instant now) {
        return paused
                ? new ScheduleEntry(schedule, false, schedule.trigger().next(now), last, lastSentAt, null, sent)
                : this;
    }

    /** The task of the tick that was sent last. */
    public @Nullable TaskId lastTask() {
        return last == null ? null : schedule.taskAt(last);
    }

    /** @param lastEnded whether the task of the last tick has ended; true where there is none */
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
        List<Effect> owed = sending.stream()
                .<Effect>map(tick -> new Effect.Send(schedule.at(tick)))
                .toList();
        return then.isOver() ? new EntryTransition(owed, null, null) : new EntryTransition(owed, then, then.wake(now));
    }

    private boolean isOver() {
        return next == null && queued == null;
    }

    /** The ticks up to now that are to be dealt with, in order. */
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

    /** The tick to go on with: the one behind those dealt with, which is past when there were too many for one step. */
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
