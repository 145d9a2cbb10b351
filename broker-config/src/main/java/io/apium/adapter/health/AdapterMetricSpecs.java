package io.apium.adapter.health;

import io.apium.metric.MetricSpec;

/** The metrics of the connections to RabbitMQ and Redis. */
public final class AdapterMetricSpecs {

    public static final MetricSpec REACHABLE = MetricSpec.gauge(
            "apium.server.reachable",
            "",
            "1 while this process reaches the server, 0 while it does not: rabbitmq or redis",
            "server");
    public static final MetricSpec UNREADABLE = MetricSpec.counter(
            "apium.redis.unreadable", "keys in Redis that could not be read, each counted once", "kind");

    private AdapterMetricSpecs() {}
}
