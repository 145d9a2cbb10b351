package io.apium.adapter.redis.connection;

import io.apium.adapter.health.VitalThreads;
import io.apium.adapter.redis.connection.WriteBatch.Unsendable;
import io.apium.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Writes that are collected during a flush and sent together in the next one. One connection, and one thread at a time
 * that flushes: its own, or the caller of {@link #lead}. A failed batch is retried as a whole, so every write must be
 * repeatable. A write that cannot be put into a batch fails alone.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long CLOSE_MILLIS = 5_000;

    private final Supplier<Jedis> connector;
    private final Queue<PendingWrite<?, ?>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore work = new Semaphore(0);
    private final ReentrantLock flushing = new ReentrantLock();

    /** The writes of a flush that are not done yet. Guarded by the lock. */
    private final WriteBatch batch = new WriteBatch();

    private final Executor tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final VitalThreads vital;
    private final Thread flusher;
    private volatile boolean reachable;
    private volatile boolean closing;
    private @Nullable Jedis connection;

    GroupCommit(Supplier<Jedis> connector, VitalThreads vital) {
        this.connector = connector;
        this.vital = vital;
        this.flusher = vital.start(Thread.ofPlatform().daemon().name("apium-redis-writer"), this::run);
    }

    <A, T> CompletableFuture<T> submit(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        PendingWrite<A, T> write = new PendingWrite<>(command, answer);
        if (add(write)) {
            work.release();
        }
        return write.done();
    }

    /**
     * A write by a caller that may wait for Redis: when no flush is running the caller flushes itself, which saves a
     * single write the change of threads.
     */
    <A, T> CompletableFuture<T> lead(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        PendingWrite<A, T> write = new PendingWrite<>(command, answer);
        if (add(write) && !(reachable && flushed())) {
            work.release();
        }
        return write.done();
    }

    private boolean add(PendingWrite<?, ?> write) {
        if (closing) {
            write.fail(new StoreUnavailableException("this process is shutting down", null));
            return false;
        }
        waiting.add(write);
        return true;
    }

    /** Whether the queue is empty: false when another thread flushes, Redis is unavailable, or more writes came. */
    private boolean flushed() {
        if (!flushing.tryLock()) {
            return false;
        }
        List<PendingWrite<?, ?>> done = new ArrayList<>();
        try {
            return flush(done) && waiting.isEmpty();
        } finally {
            flushing.unlock();
            done.forEach(PendingWrite::complete);
        }
    }

    boolean isReachable() {
        return reachable;
    }

    /** Another user saw the connection break: checks it, also when there is nothing to write. */
    void doubt() {
        reachable = false;
    }

    private void run() {
        ExponentialBackOff pauses = new ExponentialBackOff(50, 2);
        pauses.setMaxInterval(1_000);
        BackOffExecution pause = pauses.start();
        try {
            while (!closing || !waiting.isEmpty()) {
                if (reachable && waiting.isEmpty() && work.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
                if (flushedInTurn()) {
                    pause = pauses.start();
                } else if (closing) {
                    break;
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause.nextBackOff());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        flushing.lock();
        try {
            StoreUnavailableException closed = new StoreUnavailableException("this process is shutting down", null);
            batch.fail(closed);
            waiting.forEach(write -> write.fail(closed));
            disconnect();
        } finally {
            flushing.unlock();
        }
    }

    private boolean flushedInTurn() {
        List<PendingWrite<?, ?>> done = new ArrayList<>();
        flushing.lock();
        try {
            return flush(done);
        } finally {
            flushing.unlock();
            if (!done.isEmpty()) {
                // the next flush need not wait until all callbacks of this one have run
                runAside(() -> done.forEach(PendingWrite::complete));
            }
        }
    }

    /** Writes one batch, adds the completed writes to {@code done}, keeps the others. The caller holds the lock. */
    private boolean flush(List<PendingWrite<?, ?>> done) {
        try {
            if (!reachable) {
                disconnect();
            }
            connected();
            batch.fill(waiting);
            if (!batch.isEmpty()) {
                write(done);
            }
            return true;
        } catch (JedisException away) {
            if (reachable) {
                LOG.warn(
                        "Redis cannot be written to, writes are queued: writes={} reason={}",
                        batch.size(),
                        away.getMessage());
            }
            reachable = false;
            disconnect();
            return false;
        } catch (Throwable unforeseen) {
            LOG.error("flush to Redis failed, retrying on a new connection: writes={}", batch.size(), unforeseen);
            reachable = false;
            disconnect();
            return false;
        }
    }

    private void write(List<PendingWrite<?, ?>> done) {
        Pipeline pipeline = connected().pipelined();
        for (Unsendable one = batch.enter(pipeline); one != null; one = batch.enter(pipeline)) {
            LOG.error("write cannot be sent to Redis and failed, the others are sent", one.thrown());
            runAside(one::fail);
            disconnect();
            pipeline = connected().pipelined();
        }
        pipeline.sync();
        batch.settle(done);
        if (!batch.isEmpty()) {
            throw new JedisException("Redis rejects writes at the moment");
        }
    }

    /** Runs callbacks on another thread, unless there is no memory for one: other writes wait for this thread. */
    private void runAside(Runnable callbacks) {
        try {
            tellers.execute(callbacks);
        } catch (RuntimeException | Error full) {
            LOG.warn("no thread for callbacks, they run on the flushing thread", full);
            callbacks.run();
        }
    }

    private Jedis connected() {
        Jedis open = connection;
        if (open == null) {
            open = connector.get();
            connection = open;
            for (LuaScript script : LuaScript.values()) {
                open.scriptLoad(script.text());
            }
            LOG.info("Redis can be written to");
            reachable = true;
        }
        return open;
    }

    private void disconnect() {
        Jedis open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (JedisException broken) {
                LOG.debug("connection already broken", broken);
            }
        }
    }

    @Override
    public void close() {
        vital.release(flusher);
        closing = true;
        try {
            flusher.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        flusher.interrupt();
    }
}
