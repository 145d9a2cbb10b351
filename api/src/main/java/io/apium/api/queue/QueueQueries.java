package io.apium.api.queue;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.wait.StoreTimeout;
import io.apium.broker.QueueInspector;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The queues of this installation: what the package documentation lists. */
@Component
final class QueueQueries {

    private final QueueInspector inspector;
    private final WorkerRegistry workers;
    private final StoreTimeout timeout;

    QueueQueries(QueueInspector inspector, WorkerRegistry workers, StoreTimeout timeout) {
        this.inspector = inspector;
        this.workers = workers;
        this.timeout = timeout;
    }

    List<QueueView> list() throws InterruptedException {
        return timeout.ask(() -> views(consumed()));
    }

    /** @throws ApiException with 404 when the queue is not listed */
    QueueView find(String name) throws InterruptedException {
        QueueName queue = name(name);
        return timeout
                .ask(() -> {
                    Map<QueueName, List<String>> consumed = consumed();
                    List<String> nodes = consumed.get(queue);
                    return nodes == null ? List.<QueueView>of() : views(Map.of(queue, nodes));
                })
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** @throws ApiException with 404 when the queue is not listed */
    PurgeView purge(String name) throws InterruptedException {
        QueueView queue = find(name);
        int purged =
                timeout.ask(() -> inspector.purge(new QueueName(queue.name()))).orElseThrow(() -> unknown(name));
        return new PurgeView(queue.name(), purged);
    }

    private List<QueueView> views(Map<QueueName, List<String>> consumed) {
        return inspector.depths(consumed.keySet()).entrySet().stream()
                .map(entry -> QueueView.of(
                        entry.getKey(), entry.getValue(), consumed.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    /** The names of the queues, each with the workers that consume it. */
    private Map<QueueName, List<String>> consumed() {
        Map<QueueName, List<String>> consumed = new TreeMap<>(Comparator.comparing(QueueName::name));
        consumed.put(QueueName.DEFAULT, new ArrayList<>());
        for (WorkerStatus worker : workers.list()) {
            worker.pools().stream()
                    .flatMap(pool -> pool.queues().stream())
                    .distinct()
                    .forEach(queue -> add(consumed, new QueueName(queue)).add(worker.node()));
        }
        inspector.created().forEach(queue -> add(consumed, queue));
        return consumed;
    }

    /** Beyond the bound, further queues are left out. */
    private static List<String> add(Map<QueueName, List<String>> consumed, QueueName queue) {
        boolean isFull = !ApiBounds.LISTED_QUEUES.allows(consumed.size() + 1L);
        return isFull && !consumed.containsKey(queue)
                ? new ArrayList<>()
                : consumed.computeIfAbsent(queue, _ -> new ArrayList<>());
    }

    private static QueueName name(String name) {
        try {
            return new QueueName(name);
        } catch (IllegalArgumentException e) {
            throw unknown(name);
        }
    }

    private static ApiException unknown(String name) {
        return new ApiException(new ApiError.UnknownId("queue", name));
    }
}
