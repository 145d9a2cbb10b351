package io.apium.scheduler;

import io.apium.broker.CreatedQueues;
import io.apium.broker.RemoteControl;
import io.apium.client.Debts;
import io.apium.client.Declarations;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimes;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** A scheduler in this process. */
@AutoConfiguration(afterName = "io.apium.brokerconfig.BrokerAutoConfiguration")
@ConditionalOnBooleanProperty(name = "apium.scheduler.enabled", matchIfMissing = true)
@EnableConfigurationProperties({SchedulerProperties.class, ConfiguredSchedules.class})
class SchedulerAutoConfiguration {

    private static final int TAKEN_AT_ONCE = 50;

    /** As long as results are, by default. */
    private static final Duration FLOWS_KEPT = Duration.ofHours(24);

    /** What the loop turns, and what tells of it. */
    record Parts(List<Duty> duties, Meters meters, Turn turn) {}

    @Bean
    Parts schedulerParts(
            SchedulerProperties properties, Stores stores, Payment payment, ObjectProvider<MeterRegistry> registries) {
        Ledger ledger = stores.ledger();
        List<Duty> duties = List.of(
                new DelayedTasks(stores.revocations()), new Beats(stores.results()), new Flows(stores, FLOWS_KEPT));
        // an empty composite counts nothing
        Meters meters = new Meters(registries.getIfAvailable(CompositeMeterRegistry::new), duties, ledger);
        Turn.Terms terms = new Turn.Terms(TAKEN_AT_ONCE, properties.lease(), System::nanoTime);
        return new Parts(duties, meters, new Turn(ledger, duties, payment, meters, terms));
    }

    @Bean
    Stores schedulerStores(Ledger ledger, ResultStore results, Revocations revocations, FlowTimes times) {
        return new Stores(ledger, results, revocations, times);
    }

    @Bean
    Payment schedulerPayment(Debts debts, Stores stores, InstantSource clock) {
        return new Payment(debts, stores, clock);
    }

    @Bean
    Loop schedulerLoop(Parts parts, ConfiguredSchedules configured, Ledger ledger, InstantSource clock) {
        var _ = new Declarations(ledger, clock).declare(configured.all());
        return new Loop(parts.turn(), ledger, clock);
    }

    @Bean
    Cancellations cancellations(RemoteControl control, Revocations revocations, Ledger ledger, InstantSource clock) {
        return new Cancellations(node(), control, revocations, ledger, clock);
    }

    @Bean
    @ConditionalOnBean(CreatedQueues.class)
    UnusedQueueRemoval unusedQueueRemoval(CreatedQueues queues, InstantSource clock) {
        return new UnusedQueueRemoval(queues, clock);
    }

    @Bean
    HealthIndicator schedulerHealthIndicator(Loop loop, Parts parts, InstantSource clock) {
        return new SchedulerHealth(loop, parts.duties(), parts.meters(), clock);
    }

    /** For liveness: a loop that has ended is not mended by waiting, and a store that is away not by a new process. */
    @Bean
    HealthIndicator loopHealthIndicator(Loop loop) {
        return () -> loop.isAlive()
                ? Health.up().build()
                : Health.down().withDetail("dead", List.of(Loop.THREAD)).build();
    }

    private static String node() {
        String name = "scheduler-" + ProcessHandle.current().pid();
        try {
            return name + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine that does not know its own name; the process id keeps node names apart on it
            return name + "@localhost";
        }
    }
}
