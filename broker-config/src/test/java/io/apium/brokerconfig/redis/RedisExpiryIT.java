package io.apium.brokerconfig.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.brokerconfig.ResultProperties;
import io.apium.canvas.FlowMark;
import io.apium.flow.Timing;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.testkit.contract.Examples;
import io.apium.testkit.contract.Inbox;
import io.apium.testkit.server.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisExpiryIT {

    private static final Duration EXPIRES = Duration.ofHours(1);

    private final Redis redis =
            new Redis(new ResultProperties(RedisServer.shared().url(), EXPIRES));

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void the_times_of_a_flow_live_as_long_as_results_after_the_last_of_them() throws Exception {
        TaskId flow = TaskId.random();
        Timing timing =
                new Timing(new FlowMark(flow, 1, 0, 0, null), "w1", 1, Examples.MOMENT, Duration.ofMillis(3), 1);
        Inbox.done(new RedisFlowTimes(redis).add(timing));
        redis.read(client -> client.expire(Keys.flowTimes(flow), 100));

        Inbox.done(new RedisFlowTimes(redis).add(timing));

        assertThat(seconds(Keys.flowTimes(flow))).isBetween(EXPIRES.toSeconds() - 30, EXPIRES.toSeconds());
    }

    @Test
    void what_is_forgotten_is_gone_soon_but_not_before_a_second_delivery_has_seen_it() throws Exception {
        RedisResults results = new RedisResults(redis);
        TaskId id = TaskId.random();
        Inbox.done(results.end(Examples.succeeded(id, Payload.NULL)));

        Inbox.done(results.forget(List.of(id)));

        assertThat(seconds(Keys.record(id))).isBetween(1L, 10L);
        assertThat(results.find(List.of(id))).containsKey(id);
    }

    private long seconds(String key) {
        return redis.read(client -> client.ttl(key));
    }
}
