package io.apium.gpu.device.opencl;

import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.host.CrashBackoff;
import io.apium.gpu.device.host.Host;
import io.apium.gpu.device.host.HostSession;
import io.apium.gpu.device.queue.ProgramBuilder;
import io.apium.gpu.device.queue.ProgramQueue;
import io.apium.gpu.device.queue.WorkQueue;
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

/**
 * Keeps a host running for a device: starts the host, and replaces it when it has ended or has reached its maximal age
 * or number of launches.
 */
final class HostSupervisor implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HostSupervisor.class);
    private static final Duration LEAVE = Duration.ofSeconds(4);
    private static final Duration START = Duration.ofSeconds(30);

    private final DeviceInfo info;
    private final Host.Starter starter;
    private final WorkQueue queue;
    private final ProgramBuilder programBuilder;
    private final CrashBackoff crashBackoff;
    private final DeviceSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong starts = new AtomicLong();
    private final List<ProgramQueue> unsettled = new ArrayList<>();
    private volatile @Nullable HostSession session;
    private volatile String error = "the device host is starting";

    HostSupervisor(
            DeviceInfo info,
            Host.Starter starter,
            WorkQueue queue,
            ProgramBuilder programBuilder,
            CrashBackoff crashBackoff,
            DeviceSettings settings) {
        this.info = info;
        this.starter = starter;
        this.queue = queue;
        this.programBuilder = programBuilder;
        this.crashBackoff = crashBackoff;
        this.settings = settings;
    }

    /** The reason why the device does not accept work, or empty. */
    String error() {
        return error;
    }

    /** How often a host was replaced. */
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
                pause = end.isEmpty() ? Duration.ZERO : crashBackoff.crashed(System.nanoTime());
                if (!end.isEmpty()) {
                    log.warn("device host ended, restarting device={} delay={} reason={}", info.id(), pause, end);
                }
                if (!pause.isZero()) {
                    error = "the device host crashes, next start in " + pause + ": " + end;
                }
            }
        } catch (InterruptedException e) {
            // the device is closed
            Thread.currentThread().interrupt();
        }
        HostSession last = session;
        if (last != null) {
            // waits up to 4 s for the end of the process
            last.gone()
                    .copy()
                    .completeOnTimeout("", LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
    }

    /** @return the reason why the host ended by itself, or empty if the worker stopped it */
    private String host() throws InterruptedException {
        try {
            starts.incrementAndGet();
            HostSession fresh = new HostSession(starter, programBuilder::keep, settings.recycleLaunches());
            session = fresh;
            if (closed.getCount() == 0) {
                // close() may have run before the session was assigned
                fresh.kill();
            }
            try {
                check(fresh);
                if (settle(fresh)) {
                    error = "";
                    queue.open(fresh).forEach(programBuilder::begin);
                    live(fresh);
                }
            } finally {
                unsettled.addAll(queue.shut());
                programBuilder.distrust(unsettled);
                end(fresh);
            }
            return fresh.wasEnded() ? "" : fresh.gone().get();
        } catch (IOException | ExecutionException e) {
            return "cannot be started: " + e.getMessage();
        }
    }

    private static void end(HostSession session) {
        if (!session.gone().isDone()) {
            session.close();
        }
    }

    private void check(HostSession fresh) throws IOException, InterruptedException {
        try {
            String name =
                    fresh.ready().get(START.toNanos(), TimeUnit.NANOSECONDS).name();
            if (!name.equals(info.name())) {
                throw new IOException("the device is now " + name + ", it was " + info.name());
            }
        } catch (TimeoutException e) {
            throw new IOException("the device host was not ready within " + START, e);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** Builds, one by one, the programs that a previous host was building when it ended. */
    private boolean settle(HostSession fresh) {
        for (Iterator<ProgramQueue> groups = unsettled.iterator(); groups.hasNext(); ) {
            ProgramQueue group = groups.next();
            groups.remove();
            if (!programBuilder.alone(fresh, group)) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the host has ended or must be replaced. */
    private void live(HostSession fresh) throws InterruptedException, ExecutionException {
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

    /** Stops the host and does not start another. */
    void close() {
        closed.countDown();
        HostSession last = session;
        if (last != null) {
            last.kill();
        }
    }
}
