package io.apium.api;

import io.apium.broker.Broker;
import io.apium.broker.QueueInspector;
import io.apium.client.DeadLetterReplayer;
import io.apium.client.FlowClient;
import io.apium.client.FlowCommands;
import io.apium.client.TaskClient;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowIndex;
import io.apium.store.FlowTimingStore;
import io.apium.store.IdempotencyStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryQueueInspector;
import io.apium.testkit.memory.MemoryStore;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The ports in memory, as broker-config would give them. */
@TestConfiguration(proxyBeanMethods = false)
@Import({FakeWorker.class, Http.class})
class Doubles {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    MemoryBroker memoryBroker() {
        return new MemoryBroker();
    }

    @Bean
    QueueInspector queueInspector(MemoryBroker broker) {
        return new MemoryQueueInspector(broker);
    }

    @Bean
    MemoryStore memoryStore(InstantSource clock) {
        return new MemoryStore(clock);
    }

    @Bean
    ResultStore results(MemoryStore store) {
        return store.results();
    }

    @Bean
    ChordStore chords(MemoryStore store) {
        return store.chords();
    }

    @Bean
    RevocationStore revocations(MemoryStore store) {
        return store.revocations();
    }

    @Bean
    FlowIndex flowStore(MemoryStore store) {
        return store.flows();
    }

    @Bean
    FlowTimingStore flowTimes(MemoryStore store) {
        return store.flowTimes();
    }

    @Bean
    BlobStore blobStore(MemoryStore store) {
        return store.blobs();
    }

    @Bean
    IdempotencyStore idempotencyStore(MemoryStore store) {
        return store.idempotency();
    }

    @Bean
    DeadLetterStore deadLetters(MemoryStore store) {
        return store.deadLetters();
    }

    @Bean
    WorkerRegistry workers(MemoryStore store) {
        return store.workers();
    }

    @Bean
    Ledger ledger(MemoryStore store) {
        return store.ledger();
    }

    @Bean
    TaskPublisher sender(Broker broker, MemoryStore store) {
        return store.sender(broker);
    }

    @Bean
    TaskClient taskClient(TaskPublisher publisher, ResultStore results, InstantSource clock) {
        return new TaskClient(publisher, results, clock);
    }

    @Bean
    FlowCommands flowCommands(MemoryStore store) {
        return store.flowCommands();
    }

    @Bean
    FlowClient flowClient(TaskClient tasks, FlowCommands commands, Ledger ledger, InstantSource clock) {
        return new FlowClient(tasks, commands, ledger, clock);
    }

    @Bean
    DeadLetterReplayer replay(Broker broker, ResultStore results, DeadLetterStore letters) {
        return new DeadLetterReplayer(broker, results, letters);
    }

    @Bean
    TaskCompletion debts(TaskPublisher publisher, MemoryStore store) {
        return store.debts(publisher);
    }

    @Bean
    HealthIndicator brokerHealthIndicator(Broker broker) {
        return () -> (broker.isReachable() ? Health.up() : Health.down()).build();
    }

    @Bean
    HealthIndicator storeHealthIndicator(ResultStore results) {
        return () -> (results.isReachable() ? Health.up() : Health.down()).build();
    }
}
