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

/** Takes turns, one after another, each when something is due. */
final class SchedulerLoop implements SmartLifecycle {

    static final String THREAD = "apium-scheduler";

    private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.class);

    /** The longest sleep: news of earlier entries can be lost, and the clock that counts may be set. */
    private static final Duration SLEEP_MAX = Duration.ofSeconds(1);

    /** The shortest, so that under load a turn has more than one entry to take. */
    private static final Duration SLEEP_MIN = Duration.ofMillis(2);

    private static final Duration STORE_PAUSE = Duration.ofMillis(200);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    /** Entries in hand at once; more would only wait here instead of in the ledger. */
    private static final int IN_HAND_MAX = 4_000;

    private static final int KIBIBYTES_MAX = SchedulerBounds.BYTES_IN_HAND.intMax() / 1_024;

    /** As long as others might wait for something large that the broker does not confirm. */
    private static final Duration LARGE_MAX = Duration.ofSeconds(3);

    private final LedgerCycle cycle;
    private final Ledger ledger;
    private final InstantSource clock;
    private final BlockingQueue<Instant> earlier = new LinkedBlockingQueue<>();
    private final Semaphore hands = new Semaphore(IN_HAND_MAX);
    private final Semaphore kibibytes = new Semaphore(KIBIBYTES_MAX);
    private volatile @Nullable Instant lastTurn;
    private volatile @Nullable Thread thread;
    private @Nullable AutoCloseable following;

    SchedulerLoop(LedgerCycle cycle, Ledger ledger, InstantSource clock) {
        this.cycle = cycle;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** When a turn last went well, or null before the first. */
    @Nullable
    Instant lastTurn() {
        return lastTurn;
    }

    @Override
    public void start() {
        following = ledger.follow(earlier::add);
        Thread started = Thread.ofPlatform().name(THREAD).unstarted(this::run);
        // known before it runs, since it ends as soon as it is not
        thread = started;
        started.start();
        log.info("the scheduler is at work");
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
            // what is in hand is let go of in good order; what is not done by then wakes elsewhere when its lease is
            // over
            if (!hands.tryAcquire(IN_HAND_MAX, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "{} entries were claimed and not written; they wake again",
                        IN_HAND_MAX - hands.availablePermits());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        log.info("the scheduler has stopped");
    }

    /** Whether it goes on, whatever its turns come to. */
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

    /** Takes a turn. */
    private @Nullable Instant next() throws InterruptedException {
        Instant now = clock.instant();
        // whoever has all hands full waits here; a turn may then take more than there are, which does no harm
        hands.acquire();
        hands.release();
        try {
            LedgerCycle.Result result = cycle.take(now);
            lastTurn = now;
            int taken = Math.min(result.taken(), IN_HAND_MAX);
            hands.acquire(taken);
            var _ = result.done().whenComplete((_, _) -> hands.release(taken));
            hold(result);
            return result.next();
        } catch (StoreUnavailableException away) {
            log.debug("the store is away; nothing can be due before it is back", away);
            return now.plus(STORE_PAUSE);
        } catch (RuntimeException | Error unforeseen) {
            log.error("a turn failed; what it had taken wakes again", unforeseen);
            return now.plus(STORE_PAUSE);
        }
    }

    /** Waits while what is in hand is too large altogether. */
    private void hold(LedgerCycle.Result result) throws InterruptedException {
        int size = (int) Math.min(result.bytes() / 1_024, KIBIBYTES_MAX);
        if (kibibytes.tryAcquire(size, LARGE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            var _ = result.done().whenComplete((_, _) -> kibibytes.release(size));
        } else {
            log.warn("claimed entries are large and not sent yet: bytes={} pause={}", result.bytes(), LARGE_MAX);
        }
    }

    private void sleep(@Nullable Instant next) throws InterruptedException {
        try {
            sleepUntil(next);
        } catch (RuntimeException | Error unforeseen) {
            log.error("the scheduler could not wait until {}; it looks again after {}", next, STORE_PAUSE, unforeseen);
            earlier.poll(STORE_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void sleepUntil(@Nullable Instant next) throws InterruptedException {
        Instant now = clock.instant();
        Instant until = now.plus(SLEEP_MAX);
        until = next != null && next.isBefore(until) ? next : until;
        for (Instant told = earlier.poll(); told != null; told = earlier.poll()) {
            until = told.isBefore(until) ? told : until;
        }
        Instant least = now.plus(SLEEP_MIN);
        long deadline = System.nanoTime()
                + Duration.between(now, until.isBefore(least) ? least : until).toNanos();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            Instant told = earlier.poll(left, TimeUnit.NANOSECONDS);
            if (told != null && told.isBefore(until)) {
                // an entry may be due in the year 9999, which no number of nanoseconds says
                long sooner = SaturatingTime.nanos(Duration.between(clock.instant(), told.isBefore(now) ? now : told));
                deadline = Math.min(deadline, System.nanoTime() + Math.max(0, sooner));
            }
        }
    }

    private void close() {
        AutoCloseable open = following;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (Exception e) {
            log.warn("could not stop following the ledger; its thread may live on until the process ends", e);
        }
    }
}
