package io.apium.worker.attempt;

import io.apium.broker.Broker;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.ledger.Ledger;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowTimingStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.handler.AttemptContextFactory;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.Invoker;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.limit.SharedLimits;
import io.apium.worker.metrics.WorkerMetrics;
import io.apium.worker.pool.Pool;
import java.time.InstantSource;
import org.springframework.beans.factory.BeanFactory;

/** Connects the classes of this package for each pool of a worker. Brokers and stores are beans. */
public final class PoolAttemptsFactory {

    private final BeanFactory beans;
    private final WorkerProperties properties;
    private final WorkerNode node;
    private final WorkerMetrics metrics;
    private final LocalRateLimits rates;
    private final HandlerJson handlerJson = new HandlerJson();
    private final InstantSource clock;
    private final ResultStore results;
    private final TaskFlows flows;
    private final LostWorkerCounter lostWorkers;
    private final SharedLimits limits;

    public PoolAttemptsFactory(
            BeanFactory beans,
            WorkerProperties properties,
            WorkerNode node,
            WorkerMetrics metrics,
            LocalRateLimits rates) {
        this.beans = beans;
        this.properties = properties;
        this.node = node;
        this.metrics = metrics;
        this.rates = rates;
        this.clock = beans.getBean(InstantSource.class);
        this.results = beans.getBean(ResultStore.class);
        this.flows = new TaskFlows(beans.getBean(Ledger.class), clock);
        this.lostWorkers = new LostWorkerCounter(beans.getBean(RedeliveryCounter.class));
        this.limits = new SharedLimits(beans.getBean(LimitStore.class), beans.getBean(DelayedTasks.class), clock);
    }

    /** The attempts of one pool. */
    public PoolAttempts of(HandlerRegistry handlers, Invoker invoker, Pool pool) {
        InFlight inFlight = new InFlight(lostWorkers);
        RevokedTasks revoked = new RevokedTasks();
        AttemptCompleter completer = completer(inFlight);
        TimeLimitEnforcer timeLimits = new TimeLimitEnforcer(pool, completer::settle);
        ArrivalCheck arrivals =
                new ArrivalCheck(handlers, revoked, inFlight, metrics, properties.deadLetterExpired(), clock);
        StartCheck starts = new StartCheck(
                arrivals,
                new RedeliveryCheck(results, flows, lostWorkers, properties.deliveryLimit()),
                new StartLimiter(rates, limits));
        AttemptRunner runner = new AttemptRunner(
                invoker,
                new AttemptContextFactory(handlers, results, handlerJson, clock),
                new StartReporter(results, handlerJson, node, properties.trackStarted()),
                timeLimits,
                revoked,
                timings(pool));
        DeliveryPipeline pipeline = new DeliveryPipeline(inFlight, pool, arrivals, starts, runner, completer);
        return new PoolAttempts(inFlight, revoked, pipeline, completer, timeLimits, clock);
    }

    private AttemptTimings timings(Pool pool) {
        FlowTimingStore store = beans.getBean(FlowTimingStore.class);
        return new AttemptTimings(metrics, new FlowTimingReporter(store, node.name(), pool));
    }

    private AttemptCompleter completer(InFlight inFlight) {
        TaskCompletion completion = beans.getBean(TaskCompletion.class);
        DeadLetterWriter deadLetters = new DeadLetterWriter(beans.getBean(DeadLetterStore.class), metrics, clock);
        ResultRecorder recorder = new ResultRecorder(node.name(), results, completion, deadLetters, clock);
        Rescheduler rescheduler = new Rescheduler(
                beans.getBean(Broker.class), beans.getBean(DelayedTasks.class), results, completion, limits, clock);
        return new AttemptCompleter(inFlight, lostWorkers, recorder, rescheduler, flows, metrics);
    }
}
