package io.apium.scheduler;

import io.apium.broker.CreatedQueues;
import io.apium.broker.RemoteControl;
import io.apium.client.ScheduleRegistrar;
import io.apium.client.TaskCompletion;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
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
@AutoConfiguration(afterName = "io.apium.adapter.BrokerAutoConfiguration")
@ConditionalOnBooleanProperty(name = "apium.scheduler.enabled", matchIfMissing = true)
@EnableConfigurationProperties({SchedulerProperties.class, ConfiguredSchedules.class})
class SchedulerAutoConfiguration {

    private static final int CLAIM_MAX = 50;

    /** How long an ended flow is kept: as long as results by default. */
    private static final Duration FLOWS_KEPT = Duration.ofHours(24);

    /** The parts of the loop. */
    record Parts(List<Duty> duties, SchedulerMetrics metrics, LedgerCycle cycle) {}

    @Bean
    Parts schedulerParts(
            SchedulerProperties properties,
            SchedulerStores stores,
            EffectExecutor effects,
            ObjectProvider<MeterRegistry> registries) {
        Ledger ledger = stores.ledger();
        List<Duty> duties = List.of(
                new DelayedTaskDuty(stores.revocations()),
                new ScheduleDuty(stores.results()),
                new FlowDuty(stores, FLOWS_KEPT));
        // an empty composite records nothing
        SchedulerMetrics metrics =
                new SchedulerMetrics(registries.getIfAvailable(CompositeMeterRegistry::new), duties, ledger);
        LedgerCycle.Leases leases = new LedgerCycle.Leases(CLAIM_MAX, properties.lease(), System::nanoTime);
        return new Parts(duties, metrics, new LedgerCycle(ledger, duties, effects, metrics, leases));
    }

    @Bean
    SchedulerStores schedulerStores(
            Ledger ledger, ResultStore results, RevocationStore revocations, FlowTimingStore times) {
        return new SchedulerStores(ledger, results, revocations, times);
    }

    @Bean
    EffectExecutor effectExecutor(TaskCompletion completion, SchedulerStores stores, InstantSource clock) {
        return new EffectExecutor(completion, stores, clock);
    }

    @Bean
    SchedulerLoop schedulerLoop(Parts parts, ConfiguredSchedules configured, Ledger ledger, InstantSource clock) {
        var _ = new ScheduleRegistrar(ledger, clock).declare(configured.all());
        return new SchedulerLoop(parts.cycle(), ledger, clock);
    }

    @Bean
    RevocationListener revocationListener(
            RemoteControl control, RevocationStore revocations, Ledger ledger, InstantSource clock) {
        return new RevocationListener(node(), control, revocations, ledger, clock);
    }

    @Bean
    @ConditionalOnBean(CreatedQueues.class)
    UnusedQueueRemoval unusedQueueRemoval(CreatedQueues queues, InstantSource clock) {
        return new UnusedQueueRemoval(queues, clock);
    }

    @Bean
    HealthIndicator schedulerHealthIndicator(SchedulerLoop loop, Parts parts, InstantSource clock) {
        return new SchedulerHealth(loop, parts.duties(), parts.metrics(), clock);
    }

    /** For liveness: a loop that has ended needs a new process, but an unavailable store does not. */
    @Bean
    HealthIndicator loopHealthIndicator(SchedulerLoop loop) {
        return () -> loop.isAlive()
                ? Health.up().build()
                : Health.down()
                        .withDetail("dead", List.of(SchedulerLoop.THREAD))
                        .build();
    }

    private static String node() {
        String name = "scheduler-" + ProcessHandle.current().pid();
        try {
            return name + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine without a host name; the process id keeps node names apart on it
            return name + "@localhost";
        }
    }
}
