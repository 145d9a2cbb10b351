package io.apium.worker.node;

import io.apium.broker.Broker;
import io.apium.worker.attempt.PoolAttempts;
import io.apium.worker.attempt.PoolAttemptsFactory;
import io.apium.worker.blob.BlobInvocation;
import io.apium.worker.blob.ResultOffload;
import io.apium.worker.child.ChildInvocation;
import io.apium.worker.child.ChildPool;
import io.apium.worker.command.CommandHandler;
import io.apium.worker.config.PoolConfig;
import io.apium.worker.consume.PrefetchController;
import io.apium.worker.consume.QueueConsumer;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.Invocation;
import io.apium.worker.handler.Invoker;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.pool.Pool;
import org.jspecify.annotations.Nullable;

/** Makes the pools of one worker. */
final class WorkerPoolFactory {

    private final Broker broker;
    private final HandlerRegistry handlers;
    private final PoolAttemptsFactory attempts;
    private final ChildPoolFactory childPools;
    private final ResultOffload offload;
    private final ClassLoader loader;

    /** @param loader sees the classes of all tasks */
    WorkerPoolFactory(
            Broker broker,
            HandlerRegistry handlers,
            PoolAttemptsFactory attempts,
            ChildPoolFactory childPools,
            ResultOffload offload,
            ClassLoader loader) {
        this.broker = broker;
        this.handlers = handlers;
        this.attempts = attempts;
        this.childPools = childPools;
        this.offload = offload;
        this.loader = loader;
    }

    /** @throws MisconfiguredException when the pool needs child processes, and the first does not start */
    WorkerPool of(PoolConfig plan) {
        ChildPool children = plan.kind() == Pool.Kind.PROCESS ? childPools.start(plan) : null;
        Invoker invoker = handler -> new BlobInvocation(handler, placed(handler, children), offload);
        Pool pool = new Pool(plan.kind(), plan.slotsAtFirst(), loader);
        PoolAttempts ofAttempts = attempts.of(handlers, invoker, pool);
        PrefetchController prefetch = new PrefetchController(plan.slotsAtFirst(), plan.prefetchMax());
        QueueConsumer consumer =
                new QueueConsumer(broker, plan.queues(), ofAttempts::receive, ofAttempts.inFlight(), pool, prefetch);
        return new WorkerPool(plan, pool, children, ofAttempts, consumer);
    }

    /** A command is a process of its own, and a task that needs the stores runs in the worker's process. */
    private Invocation placed(Handler handler, @Nullable ChildPool children) throws InterruptedException {
        return children == null || handler instanceof CommandHandler || handler.needsStores()
                ? handler::call
                : ChildInvocation.of(children, childPools.handlerJson());
    }
}
