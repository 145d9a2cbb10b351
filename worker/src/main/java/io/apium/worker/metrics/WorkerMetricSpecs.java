package io.apium.worker.metrics;

import io.apium.metric.MetricSpec;

/** The metrics of a worker. The tag {@code task} of a task without a handler in this worker is {@code unknown}. */
final class WorkerMetricSpecs {

    static final MetricSpec COMPLETED = MetricSpec.counter(
            "apium.task.completed",
            "attempts by the state that they ended in: SUCCESS, FAILURE, REVOKED or RETRY",
            "task",
            "state");
    static final MetricSpec EXECUTION =
            MetricSpec.timer("apium.task.execution", "time that an attempt ran in its handler", "task");
    static final MetricSpec QUEUE_WAIT =
            MetricSpec.timer("apium.task.queue.wait", "time from the send of a message to its delivery", "queue");
    static final MetricSpec DEFERRED = MetricSpec.counter(
            "apium.task.deferred", "messages that arrived before their eta and were stored in the ledger", "task");
    static final MetricSpec RATE_LIMITED = MetricSpec.counter(
            "apium.task.rate.limited", "messages whose start a rate or concurrency limit postponed", "task");
    static final MetricSpec REROUTED =
            MetricSpec.counter("apium.task.rerouted", "tasks whose handler sent them to another queue", "task");
    static final MetricSpec WORKER_LOST =
            MetricSpec.counter("apium.task.worker.lost", "attempts whose child process died", "task");
    static final MetricSpec DEAD_LETTERED =
            MetricSpec.counter("apium.task.dead.lettered", "messages that became dead letters", "cause");
    static final MetricSpec POOL_SLOTS = MetricSpec.gauge("apium.pool.slots", "", "slots of the pool", "pool");
    static final MetricSpec POOL_BUSY =
            MetricSpec.gauge("apium.pool.busy", "", "slots of the pool that run a task", "pool");
    static final MetricSpec POOL_STUCK = MetricSpec.gauge(
            "apium.pool.stuck", "", "slots whose task ignored its hard time limit and still runs", "pool");
    static final MetricSpec POOL_CHILDREN =
            MetricSpec.gauge("apium.pool.children", "", "living child processes of a process pool", "pool");
    static final MetricSpec CHILD_START =
            MetricSpec.timer("apium.child.start", "time until a child process is ready for tasks", "pool");

    private WorkerMetricSpecs() {}
}
