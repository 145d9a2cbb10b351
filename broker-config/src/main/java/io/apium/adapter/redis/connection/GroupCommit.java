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
 * Writes that gather while a flush is under way and travel together in the next. One connection, and one thread at a time
 * that flushes: a thread of its own, or the caller of {@link #lead}. A batch that did not get through is tried again
 * whole, so every write in it must be one that may be made twice. One that cannot even be put into a batch fails alone.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long CLOSE_MILLIS = 5_000;

    private final Supplier<Jedis> connector;
    private final Queue<PendingWrite<?, ?>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore work = new Semaphore(0);
    private final ReentrantLock flushing = new ReentrantLock();

    /** What a flush took and has not got through. Belongs to the holder of the lock. */
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
        this.flusher = vital.start(Thread.ofPlatform().daemon().name("apium-writes"), this::run);
    }

    <A, T> CompletableFuture<T> submit(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        PendingWrite<A, T> write = new PendingWrite<>(command, answer);
        if (add(write)) {
            work.release();
        }
        return write.done();
    }

    /**
     * The same for a caller that may wait for Redis: when no flush is under way it makes one itself, which spares a lone
     * write the way to another thread.
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

    /** Whether all that waited is written: not so when somebody else is at it, or Redis is away, or more has come. */
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

    /** Somebody else saw the connection break: look for ourselves, also when there is nothing to write. */
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
                // the next flush need not wait until everybody has been told of this one
                aside(() -> done.forEach(PendingWrite::complete));
            }
        }
    }

    /**
     * Writes one batch of what waits, and leaves in it what is still to be written. Whoever flushes holds the lock.
     *
     * @param done is given those whose answers are there
     */
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
                LOG.warn("Redis cannot be written to; {} writes wait for it: {}", batch.size(), away.getMessage());
            }
            reachable = false;
            disconnect();
            return false;
        } catch (Throwable unforeseen) {
            LOG.error("flush to Redis failed; writing again on a new connection: writes={}", batch.size(), unforeseen);
            reachable = false;
            disconnect();
            return false;
        }
    }

    private void write(List<PendingWrite<?, ?>> done) {
        Pipeline pipeline = connected().pipelined();
        for (Unsendable one = batch.enter(pipeline); one != null; one = batch.enter(pipeline)) {
            LOG.error("one write cannot be sent to Redis and has failed; the others go on", one.thrown());
            aside(one::fail);
            disconnect();
            pipeline = connected().pipelined();
        }
        pipeline.sync();
        batch.settle(done);
        if (!batch.isEmpty()) {
            throw new JedisException("Redis takes no writes for now");
        }
    }

    /** Not on this thread, which others wait for, unless there is no memory for another. */
    private void aside(Runnable telling) {
        try {
            tellers.execute(telling);
        } catch (RuntimeException | Error full) {
            LOG.warn("no thread is free to complete the writes that wait for Redis; this thread completes them", full);
            telling.run();
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
            LOG.info("writing to Redis");
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
                LOG.debug("the connection was broken already", broken);
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
