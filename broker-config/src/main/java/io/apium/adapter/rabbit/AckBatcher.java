package io.apium.adapter.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the acks of one channel. Tags that are settled while an ack is being sent are collected for the next one:
 * consecutive tags are acked together, those after a gap (a task still running) one by one.
 *
 * <p>RabbitMQ numbers the deliveries of a channel 1, 2, 3…; {@code low} is the highest number up to which all are
 * settled.
 */
final class AckBatcher {

    private static final Logger LOG = LoggerFactory.getLogger(AckBatcher.class);

    private final Channel channel;
    private final Executor executor;
    private final Queue<Settled> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicInteger unsettled = new AtomicInteger();

    /** Above {@code low}, already acked one by one. */
    private final TreeSet<Long> single = new TreeSet<>();

    private long low;

    private record Settled(long tag, boolean acked) {}

    AckBatcher(Channel channel, Executor executor) {
        this.channel = channel;
        this.executor = executor;
    }

    void delivered() {
        unsettled.incrementAndGet();
    }

    int unsettled() {
        return unsettled.get();
    }

    void ack(long tag) {
        settle(new Settled(tag, true));
    }

    void giveBack(long tag) {
        settle(new Settled(tag, false));
    }

    /** Waits until all settled tags are acked, or {@code limit} is over: the rest is redelivered. */
    void drain(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while ((flushing.get() || !settled.isEmpty()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void settle(Settled one) {
        unsettled.decrementAndGet();
        settled.add(one);
        if (flushing.compareAndSet(false, true)) {
            executor.execute(this::flush);
        }
    }

    private void flush() {
        do {
            try {
                send(drained());
            } catch (IOException | ShutdownSignalException gone) {
                // RabbitMQ redelivers everything that was not acked
                LOG.debug("acks lost with their channel", gone);
                settled.clear();
            } catch (RuntimeException | Error unforeseen) {
                // it is not known which tags were acked: all messages are redelivered, and those of ended tasks are
                // acked then
                LOG.error("acks failed, closing their channel", unforeseen);
                settled.clear();
                channel.getConnection().abort(1_000);
            } finally {
                flushing.set(false);
            }
        } while (!settled.isEmpty() && flushing.compareAndSet(false, true));
    }

    private SortedSet<Long> drained() throws IOException {
        SortedSet<Long> acked = new TreeSet<>();
        for (Settled one = settled.poll(); one != null; one = settled.poll()) {
            if (one.acked()) {
                acked.add(one.tag());
            } else {
                channel.basicNack(one.tag(), false, true);
                single.add(one.tag());
            }
        }
        return acked;
    }

    private void send(SortedSet<Long> acked) throws IOException {
        long together = 0;
        while (true) {
            if (acked.remove(low + 1)) {
                together = low + 1;
            } else if (!single.remove(low + 1)) {
                break;
            }
            low++;
        }
        if (together > 0) {
            channel.basicAck(together, true);
        }
        for (long tag : acked) {
            channel.basicAck(tag, false);
            single.add(tag);
        }
    }
}
