package io.apium.worker.child;

import io.apium.worker.handler.ChildLostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of running children, each lent to one attempt at a time. A child that has ended or is due for replacement is
 * replaced at once; a failed start is retried with growing delays.
 */
public final class ChildPool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChildPool.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    /** Starts a child. */
    interface Starter {
        ChildProcess start() throws IOException;
    }

    private final Starter starter;
    private final RecyclePolicy recyclePolicy;
    private final Set<ChildProcess> all = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingDeque<ChildProcess> idle = new LinkedBlockingDeque<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int size;
    private int coming;
    private boolean closed;

    private final Consumer<Duration> started;
    private final Runnable end;

    /** @param end runs when the pool is closed */
    ChildPool(Starter starter, RecyclePolicy recyclePolicy, Consumer<Duration> started, Runnable end) {
        this.starter = starter;
        this.recyclePolicy = recyclePolicy;
        this.started = started;
        this.end = end;
    }

    /**
     * A pool of children. Returns when the first of them is ready; the others start in the background.
     *
     * @param started receives the start time of each child that is ready
     * @throws ChildLostException if the first child does not start
     * @throws IOException if the cache folder or the process cannot be created
     */
    public static ChildPool started(
            ChildProperties properties, ChildBootstrap childBootstrap, int size, Consumer<Duration> started)
            throws ChildLostException, IOException, InterruptedException {
        CacheFolder folder = CacheFolder.open(properties.cache());
        ChildJvm jvm = ChildJvm.of(properties, childBootstrap, folder);
        ChildPool children = new ChildPool(jvm, properties.wear(), started, folder::close);
        children.open(size);
        Thread.ofPlatform().daemon().name("apium-aot-training").start(jvm::train);
        return children;
    }

    /** Waits for an idle child and reserves it until {@link #giveBack}. */
    public ChildProcess take() throws InterruptedException {
        while (true) {
            ChildProcess child = idle.takeFirst();
            String worn = recyclePolicy.of(child);
            if (worn != null) {
                retire(child, worn);
            } else if (child.isFit()) {
                return child;
            }
        }
    }

    /** Returns a child after its attempt has ended, or after it was killed. */
    public void giveBack(ChildProcess child) {
        if (!child.isFit()) {
            went(child);
            return;
        }
        String worn = recyclePolicy.of(child);
        if (worn != null) {
            retire(child, worn);
        } else if (all.size() > size) {
            retire(child, "is not needed any more");
        } else {
            // prefers the most recently used child, whose memory is in the caches of the processor
            idle.addFirst(child);
        }
    }

    /** Stops a child that runs no attempt; another child replaces it if the pool is too small without it. */
    public void retire(ChildProcess child, String reason) {
        log.debug("child: stopping pid={} reason={}", child.pid(), reason);
        child.close();
        went(child);
    }

    public int alive() {
        return all.size();
    }

    /** The process ids of the current children. */
    public List<Long> pids() {
        return all.stream().map(ChildProcess::pid).sorted().toList();
    }

    /** Changes the number of children, and stops surplus children that are idle. */
    public synchronized void resize(int wanted) {
        size = wanted;
        while (!closed && all.size() + coming < size) {
            coming++;
            start();
        }
        for (int i = all.size(); i > size; i--) {
            ChildProcess spare = idle.pollLast();
            if (spare != null) {
                all.remove(spare);
                spare.close();
            }
        }
    }

    /**
     * Starts the given number of children and waits for the first.
     *
     * @throws ChildLostException if the first child does not start
     */
    void open(int wanted) throws ChildLostException, IOException, InterruptedException {
        ChildProcess first = starter.start();
        try {
            first.ready().get(START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new ChildLostException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            first.kill();
            throw new ChildLostException("it was not ready within " + START);
        }
        synchronized (this) {
            size = wanted;
            coming++;
            came(first, null);
        }
        resize(wanted);
    }

    private void start() {
        var _ = CompletableFuture.supplyAsync(this::startNow)
                .thenCompose(child -> child.ready()
                        .orTimeout(START.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                child.kill();
                            }
                        }))
                .whenComplete(this::came);
    }

    private ChildProcess startNow() {
        try {
            return starter.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void came(@Nullable ChildProcess child, @Nullable Throwable failure) {
        coming--;
        if (child == null) {
            Duration pause = pause(failures.getAndIncrement());
            log.warn("child: start failed, retrying delay={}", pause, failure);
            Executor later = CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS);
            later.execute(() -> resize(size));
        } else if (closed || all.size() >= size) {
            child.close();
        } else {
            failures.set(0);
            log.debug(
                    "child: ready pid={} after={} ms", child.pid(), child.age().toMillis());
            all.add(child);
            idle.addLast(child);
            var _ = child.gone().thenAccept(this::went);
            started.accept(child.age());
        }
    }

    private synchronized void went(ChildProcess child) {
        all.remove(child);
        idle.remove(child);
        resize(size);
    }

    private static Duration pause(int failures) {
        Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    /** Stops all children. */
    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(ChildProcess::close);
        end.run();
    }
}
