package io.apium.worker.boot;

import io.apium.broker.Broker;
import io.apium.broker.RemoteControl;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowTimingStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.command.Command;
import io.apium.worker.command.CommandTask;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.control.ControlInspect;
import io.apium.worker.control.RemoteControlHandler;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.handler.TaskJars;
import io.apium.worker.node.Worker;
import io.apium.worker.yaml.InvalidFileException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker in this process, with the tasks that its beans and its jars bring. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerAutoConfiguration {

    @Bean
    WorkerPorts workerPorts(
            Broker broker,
            ResultStore results,
            RevocationStore revocations,
            RedeliveryCounter redeliveries,
            LimitStore limits,
            DeadLetterStore deadLetters,
            Ledger ledger,
            DelayedTasks delayedTasks,
            TaskCompletion completion,
            BlobStore blobs,
            FlowTimingStore times,
            WorkerRegistry workers,
            InstantSource clock) {
        return new WorkerPorts(
                broker,
                results,
                revocations,
                redeliveries,
                limits,
                deadLetters,
                ledger,
                delayedTasks,
                completion,
                blobs,
                times,
                workers,
                clock);
    }

    @Bean
    Worker worker(
            WorkerProperties properties,
            WorkerPorts ports,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<MeterRegistry> registries) {
        HandlerJson handlerJson = new HandlerJson();
        TaskJars jars = TaskJars.open(properties.taskJars(), WorkerAutoConfiguration.class.getClassLoader());
        SizeLimits sizes = SizeLimits.of(properties.maxArgumentSize(), properties.maxResultSize());
        MethodHandler.Results results = new MethodHandler.Results(handlerJson, sizes);
        HandlerDiscovery discovery = new HandlerDiscovery(beans, jars, commands(properties), results);
        // an empty composite counts nothing
        MeterRegistry registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        return new Worker(properties, node(properties), ports, discovery, handlerJson, registry);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "apium.worker.remote-control", matchIfMissing = true)
    RemoteControlHandler workerOrders(Worker worker, ObjectProvider<RemoteControl> controls, InstantSource clock) {
        RemoteControl control = controls.getIfAvailable(() -> (_, _) -> () -> {});
        ControlInspect controlInspect = new ControlInspect(worker.node(), new HandlerJson(), clock);
        return new RemoteControlHandler(
                worker,
                control,
                controlInspect,
                () -> Thread.ofPlatform().name("apium-exit").start(() -> System.exit(0)));
    }

    public static List<Command> commands(WorkerProperties properties) {
        try {
            return CommandTask.declared(properties.commandFiles(), properties.maxResultSize());
        } catch (InvalidFileException e) {
            throw new MisconfiguredException("apium.worker.command-files: " + e.getMessage());
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
