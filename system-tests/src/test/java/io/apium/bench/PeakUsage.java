package io.apium.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** Looks ten times a second at how much Redis holds and how many messages wait, and keeps the most. */
final class PeakUsage implements AutoCloseable {

    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final int EVERY_MILLIS = 100;

    private final Connection broker;
    private final Jedis redis;
    private final String queue;
    private final long bytesBefore;
    private final Thread thread;
    private volatile long bytesMost;
    private volatile long messagesMost;
    private volatile boolean isOver;

    PeakUsage(String brokerUrl, String resultUrl, String queue) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(brokerUrl);
        this.broker = factory.newConnection();
        this.redis = new Jedis(URI.create(resultUrl));
        this.queue = queue;
        this.bytesBefore = bytes();
        this.thread = Thread.startVirtualThread(this::look);
    }

    /** More than at first. */
    double redisMebibytes() {
        return (bytesMost - bytesBefore) / 1048576.0;
    }

    /** Ready to be taken by a worker. */
    long messages() {
        return messagesMost;
    }

    private void look() {
        try (Channel channel = broker.createChannel()) {
            while (!isOver) {
                bytesMost = Math.max(bytesMost, bytes());
                messagesMost = Math.max(messagesMost, channel.messageCount(queue));
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (Exception broken) {
            throw new IllegalStateException("what is measured from here on is not seen", broken);
        }
    }

    private long bytes() {
        Matcher used = USED.matcher(redis.info("memory"));
        if (!used.find()) {
            throw new IllegalStateException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(used.group(1));
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            // it looks no more than once again, at a connection that is closed
            Thread.currentThread().interrupt();
        }
        redis.close();
        broker.close();
    }
}
