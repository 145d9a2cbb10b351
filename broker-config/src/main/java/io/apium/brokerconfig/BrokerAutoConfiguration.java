package io.apium.brokerconfig;

import io.apium.broker.Broker;
import io.apium.broker.RemoteControl;
import io.apium.brokerconfig.health.VitalThreads;
import io.apium.brokerconfig.rabbit.Connections;
import io.apium.brokerconfig.rabbit.QueueUse;
import io.apium.brokerconfig.rabbit.RabbitBroker;
import io.apium.brokerconfig.rabbit.RabbitRemoteControl;
import io.apium.brokerconfig.redis.Redis;
import io.apium.brokerconfig.redis.RedisBlobs;
import io.apium.brokerconfig.redis.RedisChords;
import io.apium.brokerconfig.redis.RedisDeadLetters;
import io.apium.brokerconfig.redis.RedisFlowTimes;
import io.apium.brokerconfig.redis.RedisFlows;
import io.apium.brokerconfig.redis.RedisIdempotency;
import io.apium.brokerconfig.redis.RedisLedger;
import io.apium.brokerconfig.redis.RedisLimits;
import io.apium.brokerconfig.redis.RedisRedeliveries;
import io.apium.brokerconfig.redis.RedisResults;
import io.apium.brokerconfig.redis.RedisRevocations;
import io.apium.brokerconfig.redis.RedisWorkers;
import io.apium.brokerconfig.redis.UnreadableKeys;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.brokerconfig.wire.StateCodec;
import io.apium.client.Debts;
import io.apium.client.Delays;
import io.apium.client.FlowClient;
import io.apium.client.Replay;
import io.apium.client.Routes;
import io.apium.client.Sender;
import io.apium.client.TaskClient;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetters;
import io.apium.store.FlowStore;
import io.apium.store.FlowTimes;
import io.apium.store.IdempotencyStore;
import io.apium.store.Limits;
import io.apium.store.Redeliveries;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.apium.store.Workers;
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

/** The ports of core, made of RabbitMQ and Redis. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.broker.enabled", matchIfMissing = true)
@EnableConfigurationProperties({BrokerProperties.class, ResultProperties.class, RouteProperties.class})
@Import({ServerHealth.class, QueueUseConfiguration.class})
class BrokerAutoConfiguration {

    @Bean
    VitalThreads vitalThreads() {
        return new VitalThreads();
    }

    @Bean
    Connections connections(BrokerProperties properties, VitalThreads vital) {
        return new Connections(properties, "apium " + origin(), vital);
    }

    @Bean
    MessageWriter messageWriter(BrokerProperties properties) {
        return new MessageWriter(origin(), (int) properties.messageBytesMax().toBytes());
    }

    @Bean
    Broker broker(
            Connections connections,
            BrokerProperties properties,
            MessageWriter writer,
            InstantSource clock,
            QueueProperties queues,
            QueueUse use) {
        return new RabbitBroker(connections, properties, writer, clock, queues, use);
    }

    @Bean
    RemoteControl remoteControl(Connections connections) {
        return new RabbitRemoteControl(connections);
    }

    @Bean
    Redis redis(ResultProperties properties, VitalThreads vital) {
        return new Redis(properties, vital);
    }

    @Bean
    ResultStore resultStore(Redis redis) {
        return new RedisResults(redis);
    }

    @Bean
    ChordStore chordStore(Redis redis) {
        return new RedisChords(redis);
    }

    @Bean
    Revocations revocations(Redis redis) {
        return new RedisRevocations(redis);
    }

    @Bean
    DeadLetters deadLetters(Redis redis, MessageWriter writer) {
        return new RedisDeadLetters(redis, writer);
    }

    @Bean
    FlowStore flowStore(Redis redis) {
        return new RedisFlows(redis);
    }

    @Bean
    FlowTimes flowTimes(Redis redis) {
        return new RedisFlowTimes(redis);
    }

    @Bean
    BlobStore blobStore(Redis redis, InstantSource clock) {
        return new RedisBlobs(redis, clock);
    }

    @Bean
    IdempotencyStore idempotencyStore(Redis redis) {
        return new RedisIdempotency(redis);
    }

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Ledger ledger(Redis redis, MessageWriter writer, BrokerProperties properties) {
        int bytesMax = (int) properties.messageBytesMax().toBytes();
        return new RedisLedger(redis, new StateCodec(writer, bytesMax));
    }

    @Bean
    Redeliveries redeliveries(Redis redis) {
        return new RedisRedeliveries(redis);
    }

    @Bean
    Limits limits(Redis redis) {
        return new RedisLimits(redis);
    }

    @Bean
    Workers workers(Redis redis) {
        return new RedisWorkers(redis);
    }

    @Bean
    Delays delays(Ledger ledger) {
        return new Delays(ledger);
    }

    @Bean
    Routes routes(RouteProperties properties) {
        return Routes.of(properties.routes());
    }

    @Bean
    Sender sender(Broker broker, ChordStore chords, Delays delays, Routes routes, InstantSource clock) {
        return new Sender(broker, chords, delays, routes, clock);
    }

    @Bean
    Replay replay(Broker broker, ResultStore results, DeadLetters letters) {
        return new Replay(broker, results, letters);
    }

    @Bean
    Debts debts(Sender sender, ResultStore results, ChordStore chords, DeadLetters letters, InstantSource clock) {
        return new Debts(sender, results, chords, letters, clock);
    }

    @Bean
    TaskClient taskClient(Sender sender, ResultStore results, InstantSource clock) {
        return new TaskClient(sender, results, clock);
    }

    @Bean
    FlowClient flowClient(
            TaskClient tasks, Ledger ledger, ResultStore results, Revocations revocations, InstantSource clock) {
        return new FlowClient(tasks, ledger, results, revocations, clock);
    }

    /** As the health says, for those who only see metrics: 1 while the server answers this process, 0 while it does not. */
    @Bean
    MeterBinder reachableServers(Broker broker, ResultStore results) {
        return registry -> {
            Gauge.builder("apium.server.reachable", broker, each -> each.isReachable() ? 1 : 0)
                    .tag("server", "broker")
                    .register(registry);
            Gauge.builder("apium.server.reachable", results, each -> each.isReachable() ? 1 : 0)
                    .tag("server", "store")
                    .register(registry);
        };
    }

    /** How many keys in Redis could not be read since the start, by what they were to be. */
    @Bean
    MeterBinder unreadableKeys(Redis redis) {
        return registry -> {
            for (UnreadableKeys.Kind kind : UnreadableKeys.Kind.values()) {
                FunctionCounter.builder("apium.store.unreadable", redis.unreadable(), keys -> keys.count(kind))
                        .tag("kind", kind.tag())
                        .description("keys in Redis that could not be read, each counted once")
                        .register(registry);
            }
        };
    }

    /** Celery's form of a process's name. */
    private static String origin() {
        try {
            return "gen" + ProcessHandle.current().pid() + "@"
                    + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "gen" + ProcessHandle.current().pid() + "@localhost";
        }
    }
}
