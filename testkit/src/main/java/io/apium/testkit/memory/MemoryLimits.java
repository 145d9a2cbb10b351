package io.apium.testkit.memory;

import io.apium.store.Limits;
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
public final class MemoryLimits implements Limits {

    private record Name(String task, String key) {}

    /** All that is known of one limit; times are in microseconds. */
    private static final class Standing {
        final Map<Holder, Long> running = new HashMap<>();
        final Map<Holder, Long> promised = new HashMap<>();
        final Set<Holder> line = new LinkedHashSet<>();
        final Map<Holder, Long> moments = new HashMap<>();
        long booked;
        long granted;

        void expire(long now) {
            running.values().removeIf(end -> end <= now);
            promised.values().removeIf(end -> end <= now);
        }

        long free(Permit permit) {
            return (long) permit.allowance().concurrency() - running.size() - promised.size();
        }

        boolean isFullFor(Permit permit) {
            Holder holder = permit.holder();
            int rank = line.contains(holder) ? new ArrayList<>(line).indexOf(holder) : line.size();
            return !running.containsKey(holder) && !promised.containsKey(holder) && rank >= free(permit);
        }
    }

    private final Outage outage;
    private final InstantSource clock;
    private final Map<Name, Standing> limits = new HashMap<>();

    MemoryLimits(Outage outage, InstantSource clock) {
        this.outage = outage;
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
        boolean counted = permit.allowance().concurrency() > 0;
        if (counted) {
            standing.expire(now());
            if (standing.isFullFor(permit)) {
                return new Grant.Full(standing.line.size());
            }
            standing.line.remove(permit.holder());
        }
        long wait = wait(standing, permit, again);
        if (counted) {
            standing.running.remove(permit.holder());
            standing.promised.remove(permit.holder());
            Map<Holder, Long> kept = wait == 0 ? standing.running : standing.promised;
            kept.put(permit.holder(), now() + wait + micros(wait == 0 ? LEASE : PROMISE));
        }
        return wait == 0 ? new Grant.Granted() : new Grant.Later(Duration.ofNanos(wait * 1_000));
    }

    private long wait(Standing standing, Permit permit, boolean again) {
        long interval = permit.allowance().intervalMicros();
        if (interval == 0) {
            return 0;
        }
        long now = now();
        long depth = (permit.allowance().burst() - 1) * interval;
        @Nullable Long own = again ? Long.valueOf(now) : standing.moments.get(permit.holder());
        if (own == null) {
            own = Math.max(now, standing.booked - depth);
            standing.booked = Math.max(standing.booked, own) + interval;
        }
        if (own <= now && standing.granted - depth <= now) {
            standing.granted = Math.max(standing.granted, now) + interval;
            standing.moments.remove(permit.holder());
            return 0;
        }
        long moment = own;
        long ahead = standing.moments.values().stream()
                .filter(other -> other < moment)
                .count();
        standing.moments.put(permit.holder(), moment);
        return Math.max(moment, standing.granted - depth + ahead * interval) - now;
    }

    private <T> CompletableFuture<T> at(Permit permit, Function<Standing, T> act) {
        return outage.eventually(
                () -> act.apply(limits.computeIfAbsent(new Name(permit.task(), permit.key()), _ -> new Standing())));
    }

    private long now() {
        return micros(Duration.between(Instant.EPOCH, clock.instant()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
