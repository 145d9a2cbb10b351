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
 * The acks of one channel. Tags that are settled while an ack is being sent are gathered for the next one: where they
 * follow one another without a gap they are acked together, those behind a gap (a task still running) one by one.
 *
 * <p>RabbitMQ numbers the deliveries of a channel 1, 2, 3…; {@code low} is the highest number up to which all are settled.
 */
final class AckBatcher {

    private static final Logger LOG = LoggerFactory.getLogger(AckBatcher.class);

    private final Channel channel;
    private final Executor executor;
    private final Queue<Settled> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicInteger unsettled = new AtomicInteger();

    /** Above {@code low}, already told to the broker one by one. */
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

    /** Waits until all that was settled is on its way, or {@code limit} is over: what is left is delivered again. */
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
                // the broker gives everything that was not acked to somebody again
                LOG.debug("acks were lost with their channel", gone);
                settled.clear();
            } catch (RuntimeException | Error unforeseen) {
                // which tags were told is not known any more: all come again, and those that ended are acked then
                LOG.error("acks failed; their channel is given up", unforeseen);
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
