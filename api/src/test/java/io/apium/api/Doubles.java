package io.apium.api;

import io.apium.broker.Broker;
import io.apium.client.Debts;
import io.apium.client.Replay;
import io.apium.client.Sender;
import io.apium.client.TaskClient;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetters;
import io.apium.store.FlowStore;
import io.apium.store.FlowTimes;
import io.apium.store.IdempotencyStore;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.apium.store.Workers;
import io.apium.testkit.memory.MemoryBroker;
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
    Revocations revocations(MemoryStore store) {
        return store.revocations();
    }

    @Bean
    FlowStore flowStore(MemoryStore store) {
        return store.flows();
    }

    @Bean
    FlowTimes flowTimes(MemoryStore store) {
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
    DeadLetters deadLetters(MemoryStore store) {
        return store.deadLetters();
    }

    @Bean
    Workers workers(MemoryStore store) {
        return store.workers();
    }

    @Bean
    Ledger ledger(MemoryStore store) {
        return store.ledger();
    }

    @Bean
    Sender sender(Broker broker, MemoryStore store) {
        return store.sender(broker);
    }

    @Bean
    TaskClient taskClient(Sender sender, ResultStore results, InstantSource clock) {
        return new TaskClient(sender, results, clock);
    }

    @Bean
    Replay replay(Broker broker, ResultStore results, DeadLetters letters) {
        return new Replay(broker, results, letters);
    }

    @Bean
    Debts debts(Sender sender, MemoryStore store) {
        return store.debts(sender);
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
