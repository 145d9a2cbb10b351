package io.apium.worker.boot;

import io.apium.broker.RemoteControl;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.command.Command;
import io.apium.worker.command.CommandTask;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.control.ControlInspect;
import io.apium.worker.control.RemoteControlHandler;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.MethodHandler;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.handler.TaskJars;
import io.apium.worker.node.Worker;
import io.apium.worker.node.WorkerAssembly;
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

/** A worker in this process, with the tasks of its beans and of its jars. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerAutoConfiguration {

    @Bean
    Worker worker(
            WorkerProperties properties,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<MeterRegistry> registries) {
        TaskJars jars = TaskJars.open(properties.taskJars(), WorkerAutoConfiguration.class.getClassLoader());
        SizeLimits sizes = SizeLimits.of(properties.maxArgumentSize(), properties.maxResultSize());
        MethodHandler.Results results = new MethodHandler.Results(new HandlerJson(), sizes);
        HandlerDiscovery discovery = new HandlerDiscovery(beans, jars, commands(properties), results);
        // an empty composite registry counts nothing
        MeterRegistry registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        return new Worker(new WorkerAssembly(beans, properties, node(properties), discovery, registry), properties);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "apium.worker.remote-control", matchIfMissing = true)
    RemoteControlHandler remoteControlHandler(
            Worker worker, ObjectProvider<RemoteControl> controls, InstantSource clock) {
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

    private static WorkerNode node(WorkerProperties properties) {
        return new WorkerNode(properties.node(host()), ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // the machine has no host name; the process id makes node names unique on it
            return "pid-" + ProcessHandle.current().pid();
        }
    }
}
