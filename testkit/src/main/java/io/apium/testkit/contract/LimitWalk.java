package io.apium.testkit.contract;

import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Tasks that ask for permits over simulated time, as workers ask for them. */
final class LimitWalk {

    private static final Duration WAKES_BY_ITSELF = Duration.ofSeconds(10);

    private record Event(Instant at, long number, Act act) {}

    private interface Act {
        void run() throws Exception;
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>((one, other) ->
            one.at.equals(other.at) ? Long.compare(one.number, other.number) : one.at.compareTo(other.at));
    private final List<Instant> starts = new ArrayList<>();
    private final Set<Holder> running = new HashSet<>();
    private final Set<Holder> settled = new HashSet<>();
    private final LimitStore limits;
    private final Permit first;
    private final Random random;
    private Instant now = TaskExamples.MOMENT;
    private long number;
    private int mostAtOnce;

    LimitWalk(Function<InstantSource, LimitStore> limits, LimitSpec limit, long seed) {
        this.limits = limits.apply(() -> now);
        this.first = new Permit(TaskId.random().value(), "", limit, new Holder(TaskId.random(), 0));
        this.random = new Random(seed);
    }

    void run(int tasks) throws Exception {
        for (int i = 0; i < tasks; i++) {
            Permit permit = first.of(new Holder(new TaskId("task-" + i), 0));
            in(Duration.ofMillis(random.nextInt(3_000)), () -> arrive(permit));
        }
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = next.at.isAfter(now) ? next.at : now;
            next.act.run();
        }
    }

    long started() {
        return settled.size();
    }

    int mostAtOnce() {
        return mostAtOnce;
    }

    Duration lasted() {
        return Duration.between(starts.getFirst(), starts.getLast());
    }

    /** The most starts in any window. */
    int mostIn(Duration window) {
        List<Instant> sorted = starts.stream().sorted().toList();
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (!sorted.get(from).plus(window).isAfter(sorted.get(to))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private void arrive(Permit permit) throws Exception {
        if (settled.contains(permit.holder()) || running.contains(permit.holder())) {
            return;
        }
        switch (ListenerInbox.done(limits.take(permit))) {
            case Grant.Granted(Duration after, Duration _) -> start(permit, after);
            case Grant.Later(Duration delay) -> in(until(delay), () -> arrive(permit));
            case Grant.Full(long _) -> {
                in(WAKES_BY_ITSELF, () -> arrive(permit));
                call(permit, ListenerInbox.done(limits.lineUp(permit)));
            }
        }
    }

    /** It starts within the slack, and runs, unless its worker is lost: then it comes again, or another task is next. */
    private void start(Permit permit, Duration after) {
        long slack = permit.limit().slack().toNanos();
        starts.add(now.plus(after).plusNanos(random.nextLong(slack)));
        running.add(permit.holder());
        mostAtOnce = Math.max(mostAtOnce, running.size());
        if (random.nextInt(20) == 0 && permit.limit().concurrency() > 0) {
            running.remove(permit.holder());
            in(Duration.ofSeconds(random.nextInt(60)), () -> arrive(permit));
        } else {
            in(Duration.ofMillis(random.nextInt(200)), () -> end(permit));
        }
    }

    private void end(Permit permit) throws Exception {
        running.remove(permit.holder());
        settled.add(permit.holder());
        call(permit, ListenerInbox.done(limits.release(permit)));
    }

    private void call(Permit permit, List<Holder> called) {
        called.forEach(holder -> in(lateness(), () -> arrive(permit.of(holder))));
    }

    /** Nearly there it waits; else it is away, and called a little early. */
    private Duration until(Duration delay) {
        return delay.toMillis() <= 100
                ? delay.minus(first.limit().lead()).plusMillis(random.nextInt(4))
                : delay.minus(LimitStore.EARLY).plus(lateness());
    }

    private Duration lateness() {
        return Duration.ofMillis(random.nextInt(50) == 0 ? 400 : random.nextInt(30));
    }

    private void in(Duration delay, Act act) {
        events.add(new Event(now.plus(delay), number++, act));
    }
}
