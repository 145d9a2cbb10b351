package io.apium.gpu.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a device has a host: starts one, and another when it has gone or is worn. */
final class Keeper implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);
    private static final Duration LEAVE = Duration.ofSeconds(4);
    private static final Duration START = Duration.ofSeconds(30);

    private final Facts facts;
    private final Host.Starter starter;
    private final Line line;
    private final Builds builds;
    private final Breaker breaker;
    private final DeviceSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong starts = new AtomicLong();
    private final List<Group> unsettled = new ArrayList<>();
    private volatile @Nullable Session session;
    private volatile String trouble = "it is starting";

    Keeper(Facts facts, Host.Starter starter, Line line, Builds builds, Breaker breaker, DeviceSettings settings) {
        this.facts = facts;
        this.starter = starter;
        this.line = line;
        this.builds = builds;
        this.breaker = breaker;
        this.settings = settings;
    }

    /** Why the device takes nothing, or empty. */
    String trouble() {
        return trouble;
    }

    /** How often a host took the place of another. */
    long restarts() {
        return Math.max(0, starts.get() - 1);
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                String end = host();
                if (closed.getCount() == 0) {
                    break;
                }
                pause = end.isEmpty() ? Duration.ZERO : breaker.crashed(System.nanoTime());
                if (!end.isEmpty()) {
                    log.warn("{} has lost its host, and gets another in {}: {}", facts.id(), pause, end);
                }
                if (!pause.isZero()) {
                    trouble = "its host does not live, and is started again in " + pause + ": " + end;
                }
            }
        } catch (InterruptedException e) {
            // the device is closed
            Thread.currentThread().interrupt();
        }
        Session last = session;
        if (last != null) {
            // nothing of it is left behind, not for a moment
            last.gone()
                    .copy()
                    .completeOnTimeout("", LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
    }

    /** @return how it came to its end by itself, or empty when it was ended */
    private String host() throws InterruptedException {
        try {
            starts.incrementAndGet();
            Session fresh = new Session(starter, builds::keep, settings.recycleLaunches());
            session = fresh;
            if (closed.getCount() == 0) {
                // whoever closed the device did not know of it yet
                fresh.kill();
            }
            try {
                check(fresh);
                if (settle(fresh)) {
                    trouble = "";
                    line.open(fresh).forEach(builds::begin);
                    live(fresh);
                }
            } finally {
                unsettled.addAll(line.shut());
                builds.distrust(unsettled);
                end(fresh);
            }
            return fresh.wasEnded() ? "" : fresh.gone().get();
        } catch (IOException | ExecutionException e) {
            return "it does not start: " + e.getMessage();
        }
    }

    private static void end(Session session) {
        if (!session.gone().isDone()) {
            session.close();
        }
    }

    private void check(Session fresh) throws IOException, InterruptedException {
        try {
            String name =
                    fresh.ready().get(START.toNanos(), TimeUnit.NANOSECONDS).name();
            if (!name.equals(facts.name())) {
                throw new IOException("the device is now " + name + " and was " + facts.name());
            }
        } catch (TimeoutException e) {
            throw new IOException("its host was not ready within " + START, e);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** What was being built when the last host went is built first, one by one. */
    private boolean settle(Session fresh) {
        for (Iterator<Group> groups = unsettled.iterator(); groups.hasNext(); ) {
            Group group = groups.next();
            groups.remove();
            if (!builds.alone(fresh, group)) {
                return false;
            }
        }
        return true;
    }

    /** Returns when it has gone, or is worn. */
    private void live(Session fresh) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                var _ = CompletableFuture.anyOf(fresh.gone(), fresh.worn())
                        .get(settings.recycleAfter().toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                if (fresh.launches() > 0) {
                    return;
                }
            }
        }
    }

    /** The host ends, and no other takes its place. */
    void close() {
        closed.countDown();
        Session last = session;
        if (last != null) {
            last.kill();
        }
    }
}
