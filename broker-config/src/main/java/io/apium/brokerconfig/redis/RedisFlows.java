package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.wire.StoredJson;
import io.apium.store.FlowStore;
import io.apium.task.TaskId;
import java.util.Optional;

/** Flows as JSON, one key each. */
public final class RedisFlows implements FlowStore {

    private final Redis redis;

    public RedisFlows(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void keep(Flow flow) {
        String json = StoredJson.write(flow);
        redis.read(client -> client.set(Keys.flow(flow.id()), json, redis.expiring()));
    }

    @Override
    public Optional<Flow> find(TaskId id) {
        return Optional.ofNullable(redis.read(client -> client.get(Keys.flow(id))))
                .map(json -> StoredJson.read(json, Flow.class));
    }
}
