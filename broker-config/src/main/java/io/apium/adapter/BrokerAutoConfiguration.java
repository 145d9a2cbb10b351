package io.apium.adapter;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.QueueProperties;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.config.RouteProperties;
import io.apium.adapter.health.AdapterMetricSpecs;
import io.apium.adapter.health.VitalThreads;
import io.apium.adapter.rabbit.QueueUse;
import io.apium.adapter.rabbit.RabbitBroker;
import io.apium.adapter.rabbit.RabbitConnections;
import io.apium.adapter.rabbit.RabbitRemoteControl;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.RedisBlobStore;
import io.apium.adapter.redis.RedisChordStore;
import io.apium.adapter.redis.RedisDeadLetterStore;
import io.apium.adapter.redis.RedisFlowIndex;
import io.apium.adapter.redis.RedisFlowTimingStore;
import io.apium.adapter.redis.RedisIdempotencyStore;
import io.apium.adapter.redis.RedisLedger;
import io.apium.adapter.redis.RedisLimitStore;
import io.apium.adapter.redis.RedisRedeliveryCounter;
import io.apium.adapter.redis.RedisResultStore;
import io.apium.adapter.redis.RedisRevocationStore;
import io.apium.adapter.redis.RedisWorkerRegistry;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.broker.Broker;
import io.apium.broker.RemoteControl;
import io.apium.client.DeadLetterReplayer;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskClient;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.client.TaskRoutes;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowIndex;
import io.apium.store.FlowTimingStore;
import io.apium.store.IdempotencyStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The ports of core, on RabbitMQ and Redis. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.broker.enabled", matchIfMissing = true)
@EnableConfigurationProperties({BrokerProperties.class, RedisProperties.class, RouteProperties.class})
@Import({ServerHealth.class, QueueUseConfiguration.class, FlowConfiguration.class})
class BrokerAutoConfiguration {

    @Bean
    VitalThreads vitalThreads() {
        return new VitalThreads();
    }

    @Bean
    RabbitConnections rabbitConnections(BrokerProperties properties, VitalThreads vital) {
        return new RabbitConnections(properties, "apium " + origin(), vital);
    }

    @Bean
    MessageWriter messageWriter(BrokerProperties properties) {
        return new MessageWriter(origin(), (int) properties.maxMessageSize().toBytes());
    }

    @Bean
    Broker broker(
            RabbitConnections connections,
            BrokerProperties properties,
            MessageWriter writer,
            InstantSource clock,
            QueueProperties queues,
            QueueUse use) {
        return new RabbitBroker(connections, properties, writer, clock, queues, use);
    }

    @Bean
    RemoteControl remoteControl(RabbitConnections connections) {
        return new RabbitRemoteControl(connections);
    }

    @Bean
    RedisConnections redisConnections(RedisProperties properties, VitalThreads vital) {
        return new RedisConnections(properties, vital);
    }

    @Bean
    ResultStore resultStore(RedisConnections redis) {
        return new RedisResultStore(redis);
    }

    @Bean
    ChordStore chordStore(RedisConnections redis) {
        return new RedisChordStore(redis);
    }

    @Bean
    RevocationStore revocationStore(RedisConnections redis) {
        return new RedisRevocationStore(redis);
    }

    @Bean
    DeadLetterStore deadLetterStore(RedisConnections redis, MessageWriter writer) {
        return new RedisDeadLetterStore(redis, writer);
    }

    @Bean
    FlowIndex flowIndex(RedisConnections redis) {
        return new RedisFlowIndex(redis);
    }

    @Bean
    FlowTimingStore flowTimingStore(RedisConnections redis) {
        return new RedisFlowTimingStore(redis);
    }

    @Bean
    BlobStore blobStore(RedisConnections redis, InstantSource clock) {
        return new RedisBlobStore(redis, clock);
    }

    @Bean
    IdempotencyStore idempotencyStore(RedisConnections redis) {
        return new RedisIdempotencyStore(redis);
    }

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Ledger ledger(RedisConnections redis, MessageWriter writer, BrokerProperties properties) {
        int bytesMax = (int) properties.maxMessageSize().toBytes();
        return new RedisLedger(redis, new EntryCodec(writer, bytesMax));
    }

    @Bean
    RedeliveryCounter redeliveryCounter(RedisConnections redis) {
        return new RedisRedeliveryCounter(redis);
    }

    @Bean
    LimitStore limitStore(RedisConnections redis) {
        return new RedisLimitStore(redis);
    }

    @Bean
    WorkerRegistry workerRegistry(RedisConnections redis) {
        return new RedisWorkerRegistry(redis);
    }

    @Bean
    DelayedTasks delayedTasks(Ledger ledger) {
        return new DelayedTasks(ledger);
    }

    @Bean
    TaskRoutes taskRoutes(RouteProperties properties) {
        return TaskRoutes.of(properties.routes());
    }

    @Bean
    TaskPublisher taskPublisher(
            Broker broker, ChordStore chords, DelayedTasks delayedTasks, TaskRoutes routes, InstantSource clock) {
        return new TaskPublisher(broker, chords, delayedTasks, routes, clock);
    }

    @Bean
    DeadLetterReplayer deadLetterReplayer(Broker broker, ResultStore results, DeadLetterStore letters) {
        return new DeadLetterReplayer(broker, results, letters);
    }

    @Bean
    TaskCompletion taskCompletion(
            TaskPublisher publisher,
            ResultStore results,
            ChordStore chords,
            DeadLetterStore letters,
            InstantSource clock) {
        return new TaskCompletion(publisher, results, chords, letters, clock);
    }

    @Bean
    TaskClient taskClient(TaskPublisher publisher, ResultStore results, InstantSource clock) {
        return new TaskClient(publisher, results, clock);
    }

    /** The health of both servers as metrics. */
    @Bean
    MeterBinder reachableServers(Broker broker, ResultStore results) {
        return registry -> {
            Gauge.builder(AdapterMetricSpecs.REACHABLE.name(), broker, each -> each.isReachable() ? 1 : 0)
                    .tag("server", "rabbitmq")
                    .register(registry);
            Gauge.builder(AdapterMetricSpecs.REACHABLE.name(), results, each -> each.isReachable() ? 1 : 0)
                    .tag("server", "redis")
                    .register(registry);
        };
    }

    /** Keys in Redis that could not be read since the start, by their kind. */
    @Bean
    MeterBinder unreadableKeys(RedisConnections redis) {
        return registry -> {
            for (UnreadableKeys.Kind kind : UnreadableKeys.Kind.values()) {
                FunctionCounter.builder(
                                AdapterMetricSpecs.UNREADABLE.name(), redis.unreadable(), keys -> keys.count(kind))
                        .tag("kind", kind.tag())
                        .description(AdapterMetricSpecs.UNREADABLE.description())
                        .register(registry);
            }
        };
    }

    /** The name of this process in Celery's form. */
    private static String origin() {
        try {
            return "gen" + ProcessHandle.current().pid() + "@"
                    + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "gen" + ProcessHandle.current().pid() + "@localhost";
        }
    }
}
