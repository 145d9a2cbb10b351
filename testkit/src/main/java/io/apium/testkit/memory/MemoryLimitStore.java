package io.apium.testkit.memory;

import io.apium.store.LimitStore;
import io.apium.task.LimitSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Permits by the clock of this store. */
public final class MemoryLimitStore implements LimitStore {

    /** Who is so much later than the others will not come any more. */
    private static final long LATE_MICROS = 60_000_000;

    private record Name(String task, String key) {}

    /** All that is known of one limit; times are in microseconds. */
    private static final class Standing {
        final Map<Holder, Long> running = new HashMap<>();
        final Map<Holder, Long> promised = new HashMap<>();
        final Set<Holder> line = new LinkedHashSet<>();
        final Map<Holder, Long> moments = new HashMap<>();
        long booked;
        long granted;
        long turn;

        void expire(long now) {
            running.values().removeIf(end -> end <= now);
            promised.values().removeIf(end -> end <= now);
        }

        long free(Permit permit) {
            return (long) permit.limit().concurrency() - running.size() - promised.size();
        }

        boolean isFullFor(Permit permit) {
            Holder holder = permit.holder();
            int rank = line.contains(holder) ? new ArrayList<>(line).indexOf(holder) : line.size();
            return !running.containsKey(holder) && !promised.containsKey(holder) && rank >= free(permit);
        }
    }

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<Name, Standing> limits = new HashMap<>();

    MemoryLimitStore(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Grant> take(Permit permit) {
        return at(permit, standing -> grant(standing, permit, false));
    }

    @Override
    public CompletableFuture<Grant> takeAgain(Permit permit) {
        return at(permit, standing -> grant(standing, permit, true));
    }

    @Override
    public CompletableFuture<List<Holder>> lineUp(Permit permit) {
        return at(permit, standing -> {
            Holder holder = permit.holder();
            List<Holder> called = new ArrayList<>();
            standing.expire(now());
            if (standing.promised.containsKey(holder)) {
                called.add(holder);
            } else if (!standing.running.containsKey(holder)) {
                standing.line.add(holder);
            }
            return call(standing, permit, called);
        });
    }

    @Override
    public CompletableFuture<Void> renew(Permit permit) {
        return at(permit, standing -> standing.running.replace(permit.holder(), now() + micros(LEASE)) != null)
                .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<List<Holder>> release(Permit permit) {
        return at(permit, standing -> {
            standing.running.remove(permit.holder());
            standing.promised.remove(permit.holder());
            standing.line.remove(permit.holder());
            standing.moments.remove(permit.holder());
            standing.expire(now());
            return call(standing, permit, new ArrayList<>());
        });
    }

    private List<Holder> call(Standing standing, Permit permit, List<Holder> called) {
        while (standing.free(permit) > 0 && !standing.line.isEmpty()) {
            Holder first = standing.line.iterator().next();
            standing.line.remove(first);
            standing.promised.put(first, now() + micros(PROMISE));
            called.add(first);
        }
        return List.copyOf(called);
    }

    private Grant grant(Standing standing, Permit permit, boolean again) {
        boolean counted = permit.limit().concurrency() > 0;
        if (counted) {
            standing.expire(now());
            // a lease that is longer than any can be: the clock was set back
            long longest = now() + micros(LEASE.plus(permit.limit().lead()));
            standing.running.replaceAll((_, end) -> Math.min(end, longest));
            if (standing.isFullFor(permit)) {
                return new Grant.Full(standing.line.size());
            }
            standing.line.remove(permit.holder());
        }
        Grant grant = permit.limit().rate() == 0 ? granted(0, permit.limit()) : rated(standing, permit, again);
        if (counted) {
            standing.running.remove(permit.holder());
            standing.promised.remove(permit.holder());
            switch (grant) {
                case Grant.Granted(Duration after, Duration _) ->
                    standing.running.put(permit.holder(), now() + micros(after.plus(LEASE)));
                case Grant.Later(Duration delay) ->
                    standing.promised.put(permit.holder(), now() + micros(delay.plus(PROMISE)));
                case Grant.Full _ -> throw new IllegalStateException("a rate is not full");
            }
        }
        return grant;
    }

    private Grant rated(Standing standing, Permit permit, boolean again) {
        LimitSpec limit = permit.limit();
        long interval = limit.intervalMicros();
        long now = now();
        long depth = (limit.burst() - 1) * interval;
        long lead = micros(limit.lead());
        standing.granted = Math.min(standing.granted, now + lead + depth + interval);
        @Nullable Long own = again ? Long.valueOf(now) : standing.moments.get(permit.holder());
        long next = Math.max(now, standing.granted - depth);
        boolean waited = own != null && own <= now + micros(EARLY);
        if (next <= now + (waited ? lead : lead / 2)) {
            standing.booked += own == null ? interval : 0;
            standing.turn = Math.max(standing.turn, own == null ? 0 : own);
            standing.granted = Math.max(standing.granted, next) + interval;
            standing.moments.remove(permit.holder());
            return granted(next - now, limit);
        }
        long moment = own == null ? book(standing, now, depth, interval) : own;
        long ahead = standing.moments.values().stream()
                .filter(other -> other >= standing.turn - LATE_MICROS && other < moment)
                .count();
        standing.moments.put(permit.holder(), moment);
        return new Grant.Later(micros(Math.max(moment, next + ahead * interval) - now));
    }

    private static Grant granted(long after, LimitSpec limit) {
        return new Grant.Granted(micros(after), micros(after).plus(limit.slack()));
    }

    private static long book(Standing standing, long now, long depth, long interval) {
        standing.booked = Math.max(standing.booked, standing.granted);
        long own = Math.max(now, standing.booked - depth);
        standing.booked = Math.max(standing.booked, own) + interval;
        return own;
    }

    private <T> CompletableFuture<T> at(Permit permit, Function<Standing, T> act) {
        return outageSwitch.eventually(
                () -> act.apply(limits.computeIfAbsent(new Name(permit.task(), permit.key()), _ -> new Standing())));
    }

    private long now() {
        return micros(Duration.between(Instant.EPOCH, clock.instant()));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
