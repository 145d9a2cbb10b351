package io.apium.worker.node;

import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.worker.TaskProvider;
import io.apium.worker.config.WorkerNode;
import java.time.Instant;
import java.util.List;

/** Reads what the worker publishes about itself with each heartbeat. */
record WorkerStatusReader(
        WorkerNode node, Instant since, List<String> tasks, List<WorkerPool> pools, List<TaskProvider> providers) {

    WorkerStatus read() {
        return new WorkerStatus(
                node.name(),
                node.pid(),
                since,
                tasks.size(),
                tasks,
                pools.stream().map(WorkerStatusReader::pool).toList(),
                providers.stream()
                        .flatMap(provider -> provider.devices().stream())
                        .toList());
    }

    private static WorkerStatus.Pool pool(WorkerPool pool) {
        return new WorkerStatus.Pool(
                pool.name(),
                pool.kind(),
                pool.pool().slots(),
                pool.pool().busy(),
                pool.pool().stuck(),
                pool.consumer().queues().stream().map(QueueName::name).toList(),
                pool.consumer().wanted(),
                pool.attempts().size());
    }
}
