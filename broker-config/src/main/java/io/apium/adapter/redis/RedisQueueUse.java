package io.apium.adapter.redis;

import io.apium.adapter.rabbit.QueueUse;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.task.QueueName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.params.ZRangeParams;

/** One sorted set: the queues by their last use. */
public final class RedisQueueUse implements QueueUse {

    private static final Logger LOG = LoggerFactory.getLogger(RedisQueueUse.class);
    private static final int AT_ONCE = 1_000;

    private final RedisConnections redis;
    private final InstantSource clock;

    public RedisQueueUse(RedisConnections redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public void created(QueueName queue) {
        add(queue, ZAddParams.zAddParams().gt());
    }

    @Override
    public void used(QueueName queue) {
        add(queue, ZAddParams.zAddParams().xx().gt());
    }

    private void add(QueueName queue, ZAddParams how) {
        double now = (double) clock.millis();
        var _ = redis.write(pipeline -> pipeline.zadd(RedisKeys.CREATED_QUEUES, now, queue.name(), how));
    }

    @Override
    public List<QueueName> unusedSince(Instant moment) {
        ZRangeParams unused = ZRangeParams.zrangeByScoreParams(0, (double) moment.toEpochMilli())
                .limit(0, AT_ONCE);
        List<String> names = redis.read(client -> client.zrange(RedisKeys.CREATED_QUEUES, unused));
        List<QueueName> queues = new ArrayList<>();
        for (String name : names) {
            try {
                queues.add(new QueueName(name));
            } catch (IllegalArgumentException unreadable) {
                // an invalid name would never be deleted otherwise
                LOG.warn("invalid queue name removed: reason={}", unreadable.getMessage());
                redis.read(client -> client.zrem(RedisKeys.CREATED_QUEUES, name));
            }
        }
        return queues;
    }

    @Override
    public boolean forget(QueueName queue) {
        return redis.read(client -> client.zrem(RedisKeys.CREATED_QUEUES, queue.name())) > 0;
    }
}
