package io.apium.brokerconfig.redis;

import io.apium.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
 * Writes that gather while a flush is under way and travel together in the next. One thread, one connection; a batch that
 * did not get through is tried again whole, so every write in it must be one that may be made twice.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int BATCH_MAX = 1_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Supplier<Jedis> connector;
    private final BlockingQueue<Write<?, ?>> waiting = new LinkedBlockingQueue<>();
    private final Executor tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread flusher;
    private volatile boolean reachable;
    private volatile boolean closing;
    private @Nullable Jedis connection;

    GroupCommit(Supplier<Jedis> connector) {
        this.connector = connector;
        this.flusher = Thread.ofPlatform().daemon().name("apium-writes").start(this::run);
    }

    <A, T> CompletableFuture<T> submit(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        Write<A, T> write = new Write<>(command, answer);
        if (closing) {
            write.fail(new StoreUnavailable("this process is shutting down", null));
        } else {
            waiting.add(write);
        }
        return write.done();
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
        List<Write<?, ?>> batch = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty() || !batch.isEmpty()) {
                if (reachable) {
                    gather(batch);
                }
                if (flush(batch)) {
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
        batch.addAll(waiting);
        batch.forEach(write -> write.fail(new StoreUnavailable("this process is shutting down", null)));
        disconnect();
    }

    /** Waits for a first write only when there is none at hand, and then takes all that there are. */
    private void gather(List<Write<?, ?>> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Write<?, ?> first = waiting.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
        }
        waiting.drainTo(batch, BATCH_MAX - batch.size());
    }

    /** Leaves in {@code batch} what is still to be written. */
    private boolean flush(List<Write<?, ?>> batch) {
        try {
            if (!reachable) {
                disconnect();
            }
            Jedis open = connected();
            if (!batch.isEmpty()) {
                Pipeline pipeline = open.pipelined();
                batch.forEach(write -> write.enter(pipeline));
                pipeline.sync();
                List<Write<?, ?>> done = new ArrayList<>(batch);
                batch.removeIf(write -> !write.isToBeRepeated());
                done.removeAll(batch);
                tellers.execute(() -> done.forEach(Write::complete));
            }
            if (!batch.isEmpty()) {
                throw new JedisException("Redis takes no writes for now");
            }
            return true;
        } catch (JedisException away) {
            if (reachable) {
                LOG.warn("Redis cannot be written to; {} writes wait for it: {}", batch.size(), away.getMessage());
            }
            reachable = false;
            disconnect();
            return false;
        }
    }

    private Jedis connected() {
        Jedis open = connection;
        if (open == null) {
            open = connector.get();
            connection = open;
            for (Script script : Script.values()) {
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
        closing = true;
        try {
            flusher.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        flusher.interrupt();
    }
}
