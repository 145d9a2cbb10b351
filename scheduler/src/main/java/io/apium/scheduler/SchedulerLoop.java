package io.apium.scheduler;

import io.apium.bound.SaturatingTime;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs cycles, one after another, each when an entry is due. */
final class SchedulerLoop implements SmartLifecycle {

    static final String THREAD = "apium-scheduler";

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.class);

    /** The longest sleep: notifications of earlier entries can be lost, and the system clock may be set. */
    private static final Duration SLEEP_MAX = Duration.ofSeconds(1);

    /** The shortest sleep, so that under load a cycle claims more than one entry. */
    private static final Duration SLEEP_MIN = Duration.ofMillis(2);

    private static final Duration STORE_PAUSE = Duration.ofMillis(200);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    /** Entries processed at once; more would only wait here instead of in the ledger. */
    private static final int IN_PROGRESS_MAX = 4_000;

    private static final int KIBIBYTES_MAX = SchedulerBounds.CLAIMED_BYTES.intMax() / 1_024;

    /** The longest wait for large entries that the broker does not confirm. */
    private static final Duration LARGE_MAX = Duration.ofSeconds(3);

    private final LedgerCycle cycle;
    private final Ledger ledger;
    private final InstantSource clock;
    private final BlockingQueue<Instant> earlier = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(IN_PROGRESS_MAX);
    private final Semaphore kibibytes = new Semaphore(KIBIBYTES_MAX);
    private volatile @Nullable Instant lastCycle;
    private volatile @Nullable Thread thread;
    private @Nullable AutoCloseable subscription;

    SchedulerLoop(LedgerCycle cycle, Ledger ledger, InstantSource clock) {
        this.cycle = cycle;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** When the last successful cycle started, or null before the first. */
    @Nullable
    Instant lastCycle() {
        return lastCycle;
    }

    @Override
    public void start() {
        subscription = ledger.follow(earlier::add);
        Thread started = Thread.ofPlatform().name(THREAD).unstarted(this::run);
        // set before the thread runs, since the thread ends when it is null
        thread = started;
        started.start();
        log.info("scheduler started");
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        try {
            running.join(STOP_MAX);
            // entries in progress are finished; those that are not done by then wake in another scheduler when their
            // lease ends
            if (!permits.tryAcquire(IN_PROGRESS_MAX, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "scheduler stopped early, entries wake again: entries={}",
                        IN_PROGRESS_MAX - permits.availablePermits());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        log.info("scheduler stopped");
    }

    /** Whether the thread runs, even when its cycles fail. */
    boolean isAlive() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                sleep(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a cycle and returns when the next entry is due, or null when there is none. */
    private @Nullable Instant next() throws InterruptedException {
        Instant now = clock.instant();
        // waits while all permits are taken; the cycle may then claim more entries than permits, which does no harm
        permits.acquire();
        permits.release();
        try {
            LedgerCycle.Result result = cycle.take(now);
            lastCycle = now;
            int taken = Math.min(result.taken(), IN_PROGRESS_MAX);
            permits.acquire(taken);
            var _ = result.done().whenComplete((_, _) -> permits.release(taken));
            limitBytes(result);
            return result.next();
        } catch (StoreUnavailableException away) {
            log.debug("store unavailable, no entries claimed", away);
            return now.plus(STORE_PAUSE);
        } catch (RuntimeException | Error unforeseen) {
            log.error("scheduler cycle failed, claimed entries wake again when their lease ends", unforeseen);
            return now.plus(STORE_PAUSE);
        }
    }

    /** Waits while the entries in progress are too large in total. */
    private void limitBytes(LedgerCycle.Result result) throws InterruptedException {
        int size = (int) Math.min(result.bytes() / 1_024, KIBIBYTES_MAX);
        if (kibibytes.tryAcquire(size, LARGE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            var _ = result.done().whenComplete((_, _) -> kibibytes.release(size));
        } else {
            log.warn("entries in progress are large and not sent yet: bytes={} pause={}", result.bytes(), LARGE_MAX);
        }
    }

    private void sleep(@Nullable Instant next) throws InterruptedException {
        try {
            sleepUntil(next);
        } catch (RuntimeException | Error unforeseen) {
            log.error("scheduler wait failed: until={} pause={}", next, STORE_PAUSE, unforeseen);
            earlier.poll(STORE_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void sleepUntil(@Nullable Instant next) throws InterruptedException {
        Instant now = clock.instant();
        Instant until = now.plus(SLEEP_MAX);
        until = next != null && next.isBefore(until) ? next : until;
        for (Instant announced = earlier.poll(); announced != null; announced = earlier.poll()) {
            until = announced.isBefore(until) ? announced : until;
        }
        Instant earliest = now.plus(SLEEP_MIN);
        long deadline = System.nanoTime()
                + Duration.between(now, until.isBefore(earliest) ? earliest : until)
                        .toNanos();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            Instant announced = earlier.poll(left, TimeUnit.NANOSECONDS);
            if (announced != null && announced.isBefore(until)) {
                // an entry may be due in the year 9999, which does not fit into nanoseconds
                long sooner = SaturatingTime.nanos(
                        Duration.between(clock.instant(), announced.isBefore(now) ? now : announced));
                deadline = Math.min(deadline, System.nanoTime() + Math.max(0, sooner));
            }
        }
    }

    private void close() {
        AutoCloseable open = subscription;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (Exception e) {
            log.warn("subscription to the ledger not closed, its thread may run until the process ends", e);
        }
    }
}
