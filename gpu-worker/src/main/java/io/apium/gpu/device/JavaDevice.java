package io.apium.gpu.device;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.device.DeviceException.DeviceBusyException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelFailedException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Computes works in Java on a fixed number of threads. */
public final class JavaDevice implements Device {

    private static final int QUEUE_MAX = GpuBounds.DEVICE_QUEUE.intMax();
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final DeviceInfo info;
    private final Duration longest;
    private final LinkedBlockingDeque<WorkFuture> queue = new LinkedBlockingDeque<>(QUEUE_MAX);
    private final UtilisationMeter utilisationMeter = new UtilisationMeter(System.nanoTime());
    private final AtomicInteger running = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("java-limits").factory());
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param width the number of threads
     * @param longest the time limit of a work, unless the work has a shorter one
     */
    public JavaDevice(int width, Duration longest) {
        long memory = Runtime.getRuntime().maxMemory();
        this.info = new DeviceInfo(
                "java",
                DeviceInfo.Kind.JAVA,
                "Java " + Runtime.version().feature(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                width,
                memory,
                Math.min(memory, Integer.MAX_VALUE),
                true,
                0,
                0);
        this.longest = longest;
        for (int i = 0; i < width; i++) {
            threads.add(Thread.ofPlatform().daemon().name("java-" + i).start(this::serve));
        }
    }

    @Override
    public DeviceInfo facts() {
        return info;
    }

    @Override
    public CompletableFuture<WorkResult> submit(KernelWork work, @Nullable Duration limit) {
        Duration most = limit == null || limit.compareTo(longest) > 0 ? longest : limit;
        WorkFuture ticket = new WorkFuture(work, most.toNanos(), System.nanoTime(), queue::remove);
        if (!work.hasJava()) {
            ticket.completeExceptionally(new NoCapableDeviceException(
                    work.program().entry() + " needs an OpenCL device: it has no Java implementation"));
        } else if (closed) {
            ticket.completeExceptionally(new DeviceLostException("java is closed"));
        } else if (!queue.offer(ticket)) {
            ticket.completeExceptionally(
                    new DeviceBusyException("the queue of the device is full: it holds " + QUEUE_MAX));
        }
        return ticket;
    }

    private void serve() {
        try {
            while (!closed) {
                WorkFuture ticket = queue.take();
                running.incrementAndGet();
                utilisationMeter.begins(1, System.nanoTime());
                try {
                    compute(ticket);
                } finally {
                    utilisationMeter.ends(System.nanoTime());
                    running.decrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            // the device is closed
            Thread.currentThread().interrupt();
        }
    }

    private void compute(WorkFuture ticket) {
        long from = System.nanoTime();
        Limit limit = new Limit(Thread.currentThread());
        ScheduledFuture<?> alarm = timer.schedule(limit, ticket.limitNanos(), TimeUnit.NANOSECONDS);
        try {
            Map<String, NumericArray> outputs = ticket.work().compute();
            limit.over();
            ticket.complete(new WorkResult(outputs, profile(Duration.ofNanos(from - ticket.since()), from)));
        } catch (InterruptedException e) {
            limit.over();
            ticket.completeExceptionally(
                    closed
                            ? new DeviceLostException("the Java device is closed")
                            : new KernelTimeLimitException(
                                    "time limit of " + Duration.ofNanos(ticket.limitNanos()) + " exceeded"));
        } catch (RuntimeException | Error e) {
            limit.over();
            ticket.completeExceptionally(new KernelFailedException("the computation failed: " + e));
        } finally {
            alarm.cancel(false);
        }
    }

    private WorkProfile profile(Duration waited, long from) {
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        return new WorkProfile(info.id(), waited, Duration.ZERO, Duration.ZERO, took, 1, true, WorkProfile.Cache.NONE);
    }

    /** Interrupts the thread of one work at its time limit, but only while the thread computes that work. */
    private static final class Limit implements Runnable {

        private final Thread thread;
        private boolean isOver;

        Limit(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!isOver) {
                thread.interrupt();
            }
        }

        synchronized void over() {
            isOver = true;
            var _ = Thread.interrupted();
        }
    }

    @Override
    public DeviceStatus load() {
        return new DeviceStatus(
                !closed,
                queue.size(),
                running.get(),
                0,
                utilisationMeter.utilisation(System.nanoTime()),
                utilisationMeter.meanBatch(),
                0,
                closed ? "the device is closed" : "");
    }

    /** Fails the running and the waiting works. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        List<WorkFuture> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(ticket -> ticket.completeExceptionally(new DeviceLostException("the Java device is closed")));
        timer.shutdownNow();
        for (Thread thread : threads) {
            try {
                var _ = thread.join(LEAVE);
            } catch (InterruptedException e) {
                // the thread ends by itself a little later
                Thread.currentThread().interrupt();
            }
        }
    }
}
