package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.store.Revocation;
import io.apium.store.Revocation.OfAll;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The revoked tasks that this worker knows: the latest 50,000, as in a Celery worker, and the latest 1,000 filters. */
public final class RevokedTasks {

    static final int IDS_MAX = 50_000;
    static final int FILTERS_MAX = 1_000;

    private final Set<TaskId> ids = ConcurrentHashMap.newKeySet();
    private final Queue<TaskId> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile List<OfAll> filters = List.of();

    void add(Revocation revocation, Instant now) {
        switch (revocation) {
            case Revocation.OfTask(TaskId id) -> add(id);
            case OfAll all -> add(all, now);
        }
    }

    boolean contains(TaskMessage message, Instant now) {
        return ids.contains(message.id())
                || message.flow()
                        .filter(mark -> ids.contains(mark.flow()) || ids.contains(mark.run()))
                        .isPresent()
                || filters.stream()
                        .anyMatch(
                                all -> now.isBefore(all.until()) && all.filter().matches(message));
    }

    private void add(TaskId id) {
        if (!ids.add(id)) {
            return;
        }
        oldestFirst.add(id);
        if (size.incrementAndGet() > IDS_MAX) {
            TaskId oldest = oldestFirst.poll();
            if (oldest != null) {
                ids.remove(oldest);
                size.decrementAndGet();
            }
        }
    }

    /** Removes the filters that have expired, and the oldest when there are more than 1,000. */
    private synchronized void add(OfAll added, Instant now) {
        List<OfAll> current = Stream.concat(filters.stream().filter(all -> !all.equals(added)), Stream.of(added))
                .filter(all -> now.isBefore(all.until()))
                .toList();
        filters = current.subList(Math.max(0, current.size() - FILTERS_MAX), current.size());
    }
}
