package io.apium.worker.node;

import io.apium.broker.Broker;
import io.apium.client.ScheduleRegistrar;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import io.apium.worker.ProvidedPool;
import io.apium.worker.TaskProvider;
import io.apium.worker.attempt.PoolAttemptsFactory;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.blob.ResultOffload;
import io.apium.worker.composite.CompositeTasks;
import io.apium.worker.composite.MapSizeHandler;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.consume.DynamicQueues;
import io.apium.worker.discovery.HandlerDiscovery;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.metrics.WorkerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;

/** Connects the parts of a worker at each start: brokers and stores are beans, and the other parts are made here. */
public final class WorkerAssembly {

    private final BeanFactory beans;
    private final WorkerProperties properties;
    private final WorkerNode node;
    private final HandlerDiscovery discovery;
    private final MeterRegistry registry;
    private final HandlerJson handlerJson = new HandlerJson();

    public WorkerAssembly(
            BeanFactory beans,
            WorkerProperties properties,
            WorkerNode node,
            HandlerDiscovery discovery,
            MeterRegistry registry) {
        this.beans = beans;
        this.properties = properties;
        this.node = node;
        this.discovery = discovery;
        this.registry = registry;
    }

    WorkerNode node() {
        return node;
    }

    RunningWorker started() {
        HandlerRegistry handlers = handlers();
        WorkerMetrics metrics = new WorkerMetrics(registry, handlers.tasks());
        LocalRateLimits rates = new LocalRateLimits(handlers);
        List<TaskProvider> providers = discovery.providers();
        List<ProvidedPool> provided = properties.unlessConfigured(
                providers.stream().map(TaskProvider::pool).flatMap(Optional::stream));
        List<WorkerPool> pools = pools(handlers, metrics, rates, provided);
        InstantSource clock = beans.getBean(InstantSource.class);
        var _ = new ScheduleRegistrar(beans.getBean(Ledger.class), clock).declare(handlers.schedules());
        Instant since = clock.instant();
        List<String> tasks = handlers.tasks().stream().sorted().toList();
        HeartbeatPublisher heartbeat = new HeartbeatPublisher(
                beans.getBean(WorkerRegistry.class),
                new WorkerStatusReader(node, since, tasks, pools, providers),
                dynamicQueues(provided, pools));
        RunningWorker worker = new RunningWorker(since, handlers, rates, metrics, pools, heartbeat);
        worker.start(beans.getBean(RevocationStore.class));
        return worker;
    }

    private HandlerRegistry handlers() {
        SizeLimits sizes = SizeLimits.of(properties.maxArgumentSize(), properties.maxResultSize());
        return CompositeTasks.addedTo(discovery.handlers(), handlerJson, sizes.arguments())
                .and(List.of(new MapSizeHandler(offload(), sizes.arguments())));
    }

    private ResultOffload offload() {
        ResultStore results = beans.getBean(ResultStore.class);
        return new ResultOffload(
                results,
                beans.getBean(BlobStore.class),
                results.retention(),
                handlerJson,
                properties.maxInlineResultSize().toBytes());
    }

    private List<WorkerPool> pools(
            HandlerRegistry handlers, WorkerMetrics metrics, LocalRateLimits rates, List<ProvidedPool> provided) {
        ChildPoolFactory childPools = new ChildPoolFactory(
                properties.child(), discovery.setup(properties.child().configuration()), handlerJson, metrics);
        WorkerPoolFactory factory = new WorkerPoolFactory(
                beans.getBean(Broker.class),
                handlers,
                new PoolAttemptsFactory(beans, properties, node, metrics, rates),
                childPools,
                offload(),
                discovery.loader());
        List<WorkerPool> pools =
                properties.plans(provided).stream().map(factory::of).toList();
        pools.forEach(pool -> metrics.watch(pool.name(), pool.pool(), pool.children()));
        return pools;
    }

    private static List<DynamicQueues> dynamicQueues(List<ProvidedPool> provided, List<WorkerPool> pools) {
        return provided.stream()
                .flatMap(from -> pools.stream()
                        .filter(pool -> pool.name().equals(from.name()))
                        .map(pool -> new DynamicQueues(from, pool.consumer())))
                .toList();
    }
}
