package io.apium.worker.limit;

import io.apium.client.DelayedTasks;
import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskId;
import io.apium.worker.failure.ProcessingFailures;
import io.apium.worker.handler.MonotonicTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permits of running tasks with a {@code Limit}: taken before the start, renewed while they run, released
 * afterwards.
 */
public final class SharedLimits {

    private static final Logger log = LoggerFactory.getLogger(SharedLimits.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int RELEASE_TRIES_MAX = 5;
    private static final long RELEASE_PAUSE_MILLIS = 25;
    private static final long RENEW_MILLIS = LimitStore.LEASE.toMillis() / 3;

    private final LimitStore limits;
    private final DelayedTasks delayedTasks;
    private final InstantSource clock;
    private final Set<Permit> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean renewing = new AtomicBoolean();

    public SharedLimits(LimitStore limits, DelayedTasks delayedTasks, InstantSource clock) {
        this.limits = limits;
        this.delayedTasks = delayedTasks;
        this.clock = clock;
    }

    /**
     * Waits for the store, and until the start that it grants. A grant that arrives too late to be used is asked for again.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public Grant take(Permit permit) {
        boolean again = false;
        while (true) {
            MonotonicTime before = MonotonicTime.now();
            CompletableFuture<Grant> asked = again ? limits.takeAgain(permit) : limits.take(permit);
            // the store granted it between these two moments; the later one is safe for the start, the earlier one for
            // the end
            MonotonicTime after = MonotonicTime.now();
            Grant grant = answer(asked, permit);
            if (!(grant instanceof Grant.Granted granted)) {
                return grant;
            }
            if (isHeld(permit, granted, before, after)) {
                return grant;
            }
            log.debug("permit granted too late; it is asked for again holder={}", permit.holder());
            again = true;
        }
    }

    /** A permit that cannot be held is released at once, so that others need not wait until it expires. */
    private boolean isHeld(Permit permit, Grant.Granted granted, MonotonicTime before, MonotonicTime after) {
        try {
            boolean inTime = permit.limit().rate() == 0 || isInTime(granted, before, after);
            if (inTime) {
                hold(permit);
            }
            return inTime;
        } catch (RuntimeException | Error e) {
            held.remove(permit);
            giveBack(permit);
            throw e;
        }
    }

    private static boolean isInTime(Grant.Granted granted, MonotonicTime before, MonotonicTime after) {
        after.plus(granted.after()).await();
        return before.since().compareTo(granted.within()) <= 0;
    }

    private void hold(Permit permit) {
        if (permit.limit().concurrency() > 0) {
            held.add(permit);
            renewLater();
        }
    }

    /** Releases the permit and wakes the next task. Best effort: a permit that is not released expires. */
    public void release(Permit permit) {
        if (held.remove(permit)) {
            giveBack(permit);
        }
    }

    /** The limit was full and the task is in the ledger now: a released permit wakes it. */
    public CompletableFuture<Void> lineUp(Permit permit) {
        return limits.lineUp(permit).thenCompose(called -> call(permit, called));
    }

    private void giveBack(Permit permit) {
        giveBack(permit, 1);
    }

    private void giveBack(Permit permit, int tries) {
        var _ = DONE.thenCompose(_ -> limits.release(permit))
                .thenCompose(called -> call(permit, called))
                .exceptionally(failure -> {
                    if (tries < RELEASE_TRIES_MAX) {
                        CompletableFuture.delayedExecutor(RELEASE_PAUSE_MILLIS << tries, TimeUnit.MILLISECONDS)
                                .execute(() -> giveBack(permit, tries + 1));
                    } else {
                        log.warn(
                                "permit not released task={} id={}",
                                permit.task(),
                                permit.holder().id(),
                                failure);
                    }
                    return null;
                });
    }

    private CompletableFuture<Void> call(Permit permit, List<Holder> called) {
        return CompletableFuture.allOf(
                called.stream().map(holder -> call(permit.of(holder))).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * A task that is not in the ledger was revoked or has been published, and asks for itself: its permit goes to
     * the next.
     */
    private CompletableFuture<Void> call(Permit permit) {
        Holder holder = permit.holder();
        return delayedTasks
                .hurry(holder.id(), holder.retries(), clock.instant())
                .thenAccept(waits -> {
                    if (!waits) {
                        giveBack(permit);
                    }
                });
    }

    private Grant answer(CompletableFuture<Grant> asked, Permit permit) {
        TaskId id = permit.holder().id();
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw ProcessingFailures.unanswered("the limit store did not say whether " + id + " may start", e);
        } catch (InterruptedException e) {
            // the worker stops and has requeued the attempt; a permit that was granted meanwhile expires
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the worker stops", e);
        }
    }

    private void renewLater() {
        if (!held.isEmpty() && renewing.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(RENEW_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::renew);
        }
    }

    private void renew() {
        renewing.set(false);
        for (Permit permit : held) {
            var _ = DONE.thenCompose(_ -> limits.renew(permit)).exceptionally(failure -> {
                log.warn("permit not renewed; it may expire while its task runs holder={}", permit.holder(), failure);
                return null;
            });
        }
        renewLater();
    }
}
