package io.apium.worker;

import io.apium.broker.Broker;
import io.apium.broker.RemoteControl;
import io.apium.client.Debts;
import io.apium.client.Delays;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetters;
import io.apium.store.FlowTimes;
import io.apium.store.Limits;
import io.apium.store.Redeliveries;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.apium.store.Workers;
import io.apium.worker.binding.Json;
import io.apium.worker.command.Command;
import io.apium.worker.command.CommandTask;
import io.apium.worker.yaml.InvalidFileException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A worker in this process, with the tasks that its beans and its jars bring. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerAutoConfiguration {

    private static final Duration RESULTS_KEPT = Duration.ofHours(24);

    @Bean
    Ports workerPorts(
            Broker broker,
            ResultStore results,
            Revocations revocations,
            Redeliveries redeliveries,
            Limits limits,
            DeadLetters deadLetters,
            Ledger ledger,
            Delays delays,
            Debts debts,
            BlobStore blobs,
            Environment environment,
            FlowTimes times,
            Workers workers,
            InstantSource clock) {
        Duration kept = Binder.get(environment)
                .bind("apium.result.expires", Duration.class)
                .orElse(RESULTS_KEPT);
        return new Ports(
                broker,
                results,
                revocations,
                redeliveries,
                limits,
                deadLetters,
                ledger,
                delays,
                debts,
                blobs,
                kept,
                times,
                workers,
                clock);
    }

    @Bean
    Worker worker(
            WorkerProperties properties,
            Ports ports,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<MeterRegistry> registries) {
        Json json = new Json();
        TaskJars jars = TaskJars.open(properties.tasks(), WorkerAutoConfiguration.class.getClassLoader());
        SizeLimits sizes = SizeLimits.of(properties.argumentBytesMax(), properties.resultBytesMax());
        MethodHandler.Results results = new MethodHandler.Results(json, sizes);
        Discovery discovery = new Discovery(beans, jars, commands(properties), results);
        // an empty composite counts nothing
        MeterRegistry registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        return new Worker(properties, node(properties), ports, discovery, json, registry);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "apium.worker.remote-control", matchIfMissing = true)
    Orders workerOrders(Worker worker, ObjectProvider<RemoteControl> controls, InstantSource clock) {
        RemoteControl control = controls.getIfAvailable(() -> (_, _) -> () -> {});
        Inspection inspection = new Inspection(worker.node(), new Json(), clock);
        return new Orders(
                worker,
                control,
                inspection,
                () -> Thread.ofPlatform().name("apium-exit").start(() -> System.exit(0)));
    }

    static List<Command> commands(WorkerProperties properties) {
        try {
            return CommandTask.declared(properties.commands(), properties.resultBytesMax());
        } catch (InvalidFileException e) {
            throw new MisconfiguredException("apium.worker.commands: " + e.getMessage());
        }
    }

    /** Health of the worker, where the process shows health at all. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class PoolHealth {

        @Bean
        HealthIndicator workerHealthIndicator(Worker worker) {
            return new WorkerHealth(worker);
        }

        @Bean
        HealthIndicator consumerHealthIndicator(Worker worker) {
            return new ConsumerHealth(worker);
        }
    }

    private static Worker.Node node(WorkerProperties properties) {
        return new Worker.Node(properties.node(host()), ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine that does not know its own name; the process id keeps node names apart on it
            return "pid-" + ProcessHandle.current().pid();
        }
    }
}
