package io.apium.worker;

import io.apium.task.TaskId;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The tasks known to be revoked: the latest 50,000, as many as a Celery worker remembers. */
final class Revoked {

    static final int SIZE_MAX = 50_000;

    private final Set<TaskId> ids = ConcurrentHashMap.newKeySet();
    private final Queue<TaskId> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void add(TaskId id) {
        if (!ids.add(id)) {
            return;
        }
        oldestFirst.add(id);
        if (size.incrementAndGet() > SIZE_MAX) {
            TaskId oldest = oldestFirst.poll();
            if (oldest != null) {
                ids.remove(oldest);
                size.decrementAndGet();
            }
        }
    }

    boolean contains(TaskId id) {
        return ids.contains(id);
    }
}
