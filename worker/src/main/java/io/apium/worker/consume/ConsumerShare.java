package io.apium.worker.consume;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer with a fixed part of what its worker takes. One that was cancelled ends when all that it took is settled. */
final class ConsumerShare {

    private final int open;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final Broker.Subscription subscription;
    private boolean cancelled;
    private boolean resting;

    /**
     * @param open how many messages it stands for while it is open
     * @param prefetch how many it may have in hand, over all queues
     */
    ConsumerShare(Broker broker, List<QueueName> queues, int open, int prefetch, Consumer<Delivery> sink) {
        this.open = open;
        this.subscription = broker.consume(List.copyOf(queues), prefetch, delivery -> take(delivery, sink));
    }

    /** The sink throws nothing, and what is thrown here, for want of memory say, costs this message its turn and no more. */
    private void take(Delivery delivery, Consumer<Delivery> sink) {
        Taken taken;
        try {
            taken = new Taken(delivery, unsettled, new AtomicBoolean());
        } catch (Throwable e) {
            delivery.requeue();
            return;
        }
        unsettled.incrementAndGet();
        sink.accept(taken);
    }

    /** A message in hand, which is counted until it is settled. */
    private record Taken(Delivery delivery, AtomicInteger unsettled, AtomicBoolean settled) implements Delivery {

        @Override
        public Content content() {
            return delivery.content();
        }

        @Override
        public RawMessage raw() {
            return delivery.raw();
        }

        @Override
        public int bytes() {
            return delivery.bytes();
        }

        @Override
        public QueueName queue() {
            return delivery.queue();
        }

        @Override
        public @Nullable Instant sentAt() {
            return delivery.sentAt();
        }

        @Override
        public boolean redelivered() {
            return delivery.redelivered();
        }

        @Override
        public void ack() {
            try {
                delivery.ack();
            } finally {
                count();
            }
        }

        @Override
        public void requeue() {
            try {
                delivery.requeue();
            } finally {
                count();
            }
        }

        private void count() {
            if (settled.compareAndSet(false, true)) {
                unsettled.decrementAndGet();
            }
        }
    }

    /** Whether it gets what comes, as far as it is to get anything. */
    boolean isAttached() {
        return cancelled || subscription.isAttached();
    }

    /** The queues that it does not get messages from, though it is to, with the reason. */
    Map<QueueName, String> unattached() {
        return cancelled ? Map.of() : subscription.unattached();
    }

    /** What it may have in hand, or still has. */
    int share() {
        return cancelled ? unsettled.get() : open;
    }

    void cancel() {
        if (!cancelled) {
            cancelled = true;
            subscription.cancel();
        }
    }

    /**
     * Asked at every tick.
     *
     * @return whether it is over and done with; not at once, since the last messages may still be on their way to the sink
     */
    boolean closeIfDone() {
        if (!cancelled || unsettled.get() > 0) {
            return false;
        }
        if (!resting) {
            resting = true;
            return false;
        }
        subscription.close();
        return true;
    }

    void close() {
        subscription.close();
    }
}
