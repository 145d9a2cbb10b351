package io.apium.worker.limit;

import io.apium.store.LimitStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskId;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.failure.ProcessingFailures;
import io.apium.worker.handler.MonotonicTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The permits of tasks with a {@code Limit} that run here: asked for, held while they run, and passed on. */
public final class SharedLimits {

    private static final Logger log = LoggerFactory.getLogger(SharedLimits.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int RELEASE_TRIES_MAX = 5;
    private static final long RELEASE_PAUSE_MILLIS = 25;
    private static final long RENEW_MILLIS = LimitStore.LEASE.toMillis() / 3;

    private final WorkerPorts ports;
    private final Set<Permit> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean renewing = new AtomicBoolean();

    public SharedLimits(WorkerPorts ports) {
        this.ports = ports;
    }

    /**
     * Asked when all but this says that the handler may start; waits for the store, and until the moment that was granted.
     * One that cannot be used within the slack is asked for again.
     *
     * @throws StoreUnavailableException when the store cannot say
     */
    public Grant take(Permit permit) {
        boolean again = false;
        while (true) {
            MonotonicTime before = MonotonicTime.now();
            CompletableFuture<Grant> asked =
                    again ? ports.limits().takeAgain(permit) : ports.limits().take(permit);
            // asked for between these two: whatever is counted from the question is, in doubt, too long or too short
            MonotonicTime after = MonotonicTime.now();
            Grant grant = answer(asked, permit);
            if (!(grant instanceof Grant.Granted granted)) {
                return grant;
            }
            if (isHeld(permit, granted, before, after)) {
                return grant;
            }
            log.debug("{} was granted too late to start, and asks again", permit.holder());
            again = true;
        }
    }

    /** One that is granted and then not used is given up at once, and does not keep others waiting until it ends. */
    private boolean isHeld(Permit permit, Grant.Granted granted, MonotonicTime before, MonotonicTime after) {
        try {
            boolean inTime = permit.limit().rate() == 0 || isInTime(granted, before, after);
            if (inTime) {
                hold(permit);
            }
            return inTime;
        } catch (RuntimeException | Error e) {
            held.remove(permit);
            giveUp(permit);
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

    /** Its task does not run any more, and whoever is next is called. Best effort: what is not released ends by itself. */
    public void release(Permit permit) {
        if (held.remove(permit)) {
            giveUp(permit);
        }
    }

    /** It found it full, and is in the ledger now. */
    public CompletableFuture<Void> lineUp(Permit permit) {
        return ports.limits().lineUp(permit).thenCompose(called -> call(permit, called));
    }

    private void giveUp(Permit permit) {
        giveUp(permit, 1);
    }

    private void giveUp(Permit permit, int tries) {
        var _ = DONE.thenCompose(_ -> ports.limits().release(permit))
                .thenCompose(called -> call(permit, called))
                .exceptionally(failure -> {
                    if (tries < RELEASE_TRIES_MAX) {
                        CompletableFuture.delayedExecutor(RELEASE_PAUSE_MILLIS << tries, TimeUnit.MILLISECONDS)
                                .execute(() -> giveUp(permit, tries + 1));
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

    /** Who is not in the ledger any more was revoked, or is on its way and asks anew. */
    private CompletableFuture<Void> call(Permit permit) {
        Holder holder = permit.holder();
        return ports.delayedTasks()
                .hurry(holder.id(), holder.retries(), ports.clock().instant())
                .thenAccept(waits -> {
                    if (!waits) {
                        giveUp(permit);
                    }
                });
    }

    private Grant answer(CompletableFuture<Grant> asked, Permit permit) {
        TaskId id = permit.holder().id();
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw ProcessingFailures.unanswered("whether " + id + " may start was not said", e);
        } catch (InterruptedException e) {
            // the worker stops, and has given the attempt back; a permit that was granted meanwhile ends by itself
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
            var _ = DONE.thenCompose(_ -> ports.limits().renew(permit)).exceptionally(failure -> {
                log.warn("the permit of {} is not renewed, and may end while it runs", permit.holder(), failure);
                return null;
            });
        }
        renewLater();
    }
}
