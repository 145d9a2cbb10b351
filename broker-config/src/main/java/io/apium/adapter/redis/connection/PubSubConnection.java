package io.apium.adapter.redis.connection;

import io.apium.adapter.health.VitalThreads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * All subscriptions of one process, on one connection. A listener receives each message, and null when messages may
 * have been missed: after it was added, and after the connection was lost and reopened.
 */
final class PubSubConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PubSubConnection.class);

    /** Keeps the connection subscribed to a channel while there are no listeners. */
    private static final String IDLE = "apium:idle";

    /** A connection that answers no ping for three of these periods is lost. */
    private static final int PING_MILLIS = 5_000;

    private final Supplier<Jedis> connector;
    private final Runnable onLoss;
    private final Map<String, List<Consumer<@Nullable String>>> listeners = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final VitalThreads vital;
    private final Thread reader;
    private @Nullable Receiver receiver;

    PubSubConnection(Supplier<Jedis> connector, Runnable onLoss, VitalThreads vital) {
        this.connector = connector;
        this.onLoss = onLoss;
        this.vital = vital;
        this.reader = vital.start(Thread.ofPlatform().daemon().name("apium-redis-subscriptions"), this::run);
    }

    /**
     * Adds a listener until the returned subscription is closed. It is called on the connection's thread and must not
     * block.
     */
    ChannelSubscription listen(String channel, Consumer<@Nullable String> listener) {
        synchronized (this) {
            List<Consumer<@Nullable String>> all = listeners.get(channel);
            if (all == null) {
                all = new CopyOnWriteArrayList<>();
                listeners.put(channel, all);
                all.add(listener);
                subscribe(channel);
            } else {
                all.add(listener);
                listener.accept(null);
            }
        }
        return () -> forget(channel, listener);
    }

    private synchronized void forget(String channel, Consumer<@Nullable String> listener) {
        List<Consumer<@Nullable String>> all = listeners.get(channel);
        if (all != null && all.remove(listener) && all.isEmpty()) {
            listeners.remove(channel);
            Receiver open = receiver;
            if (open != null) {
                attempt(() -> open.unsubscribe(channel));
            }
        }
    }

    private void subscribe(String channel) {
        Receiver open = receiver;
        if (open != null) {
            attempt(() -> open.subscribe(channel));
        }
    }

    /** The reader notices a broken connection, and then subscribes to everything again. */
    private static void attempt(Runnable command) {
        try {
            command.run();
        } catch (JedisException broken) {
            LOG.debug("subscription connection broken", broken);
        }
    }

    private void run() {
        ExponentialBackOff pauses = new ExponentialBackOff(50, 2);
        pauses.setMaxInterval(1_000);
        BackOffExecution pause = pauses.start();
        try {
            while (closed.getCount() > 0) {
                Receiver opened = new Receiver();
                Thread pings = Thread.ofVirtual().unstarted(() -> ping(opened));
                try (Jedis connection = connector.get()) {
                    connection.getConnection().setSoTimeout(3 * PING_MILLIS);
                    pings.start();
                    connection.subscribe(opened, IDLE);
                } catch (JedisException away) {
                    LOG.debug("Redis cannot be subscribed to", away);
                } catch (RuntimeException | Error unforeseen) {
                    LOG.error("subscription to Redis failed, subscribing again on a new connection", unforeseen);
                }
                pings.interrupt();
                if (opened.wasOpen) {
                    pause = pauses.start();
                }
                synchronized (this) {
                    receiver = null;
                }
                if (closed.getCount() > 0) {
                    onLoss.run();
                    closed.await(pause.nextBackOff(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ping(Receiver open) {
        try {
            while (!closed.await(PING_MILLIS, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    if (receiver == open) {
                        attempt(open::ping);
                    }
                }
            }
        } catch (InterruptedException lost) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Receiver extends JedisPubSub {

        private boolean wasOpen;

        @Override
        public void onSubscribe(String channel, int count) {
            if (channel.equals(IDLE)) {
                wasOpen = true;
                synchronized (PubSubConnection.this) {
                    receiver = this;
                    if (!listeners.isEmpty()) {
                        subscribe(listeners.keySet().toArray(String[]::new));
                    }
                }
            } else {
                tell(channel, null);
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            tell(channel, message);
        }
    }

    private void tell(String channel, @Nullable String message) {
        for (Consumer<@Nullable String> listener : listeners.getOrDefault(channel, List.of())) {
            try {
                listener.accept(message);
            } catch (Throwable failed) {
                // the other listeners are still called
                LOG.error("listener failed, message skipped: channel={}", channel, failed);
            }
        }
    }

    @Override
    public void close() {
        vital.release(reader);
        closed.countDown();
        synchronized (this) {
            Receiver open = receiver;
            if (open != null) {
                attempt(open::unsubscribe);
            }
        }
        reader.interrupt();
    }
}
