package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.canvas.FlowHeader;
import io.apium.flow.AttemptTiming;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisExpiryIT {

    private static final Duration EXPIRES = Duration.ofHours(1);

    private final RedisConnections redis =
            new RedisConnections(new RedisProperties(RedisServer.shared().url(), EXPIRES));

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void the_times_of_a_flow_live_as_long_as_results_after_the_last_of_them() throws Exception {
        TaskId flow = TaskId.random();
        AttemptTiming timing = new AttemptTiming(
                new FlowHeader(flow, 1, 0, 0, null), "w1", 1, TaskExamples.MOMENT, Duration.ofMillis(3), 1);
        ListenerInbox.done(new RedisFlowTimingStore(redis).add(timing));
        redis.read(client -> client.expire(RedisKeys.flowTimes(flow), 100));

        ListenerInbox.done(new RedisFlowTimingStore(redis).add(timing));

        assertThat(seconds(RedisKeys.flowTimes(flow))).isBetween(EXPIRES.toSeconds() - 30, EXPIRES.toSeconds());
    }

    @Test
    void what_is_forgotten_is_gone_soon_but_not_before_a_second_delivery_has_seen_it() throws Exception {
        RedisResultStore results = new RedisResultStore(redis);
        TaskId id = TaskId.random();
        ListenerInbox.done(results.end(TaskExamples.succeeded(id, JsonText.NULL)));

        ListenerInbox.done(results.forget(List.of(id)));

        assertThat(seconds(RedisKeys.record(id))).isBetween(1L, 10L);
        assertThat(results.find(List.of(id))).containsKey(id);
    }

    private long seconds(String key) {
        return redis.read(client -> client.ttl(key));
    }
}
