package io.apium.api.wait;

import io.apium.api.error.ApiError.Dependency;
import io.apium.api.error.ApiException;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** Waits for changes of tasks, until the server shuts down. */
@Component
public final class CompletionWaiter implements ApplicationListener<ContextClosedEvent> {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final ResultStore results;
    private final StoreTimeout timeout;
    private final Set<Semaphore> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public CompletionWaiter(ResultStore results, StoreTimeout timeout) {
        this.results = results;
        this.timeout = timeout;
    }

    /** Ends all waits before the server shuts down, because the server waits for running requests. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closed = true;
        waiting.forEach(Semaphore::release);
    }

    /** Waits until every one of {@code tasks} has ended, but no longer than {@code limit}. */
    public void untilEnded(List<TaskId> tasks, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<TaskId> open = open(tasks);
        while (!open.isEmpty() && !closed && System.nanoTime() < deadline) {
            // tasks end in about the order of the list: when the last has ended, few others have not
            untilEnded(open.getLast(), deadline);
            open = open(open);
        }
    }

    private void untilEnded(TaskId task, long deadline) throws InterruptedException {
        try (Changes changes = watch(task)) {
            while (!open(List.of(task)).isEmpty()) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (!left.isPositive() || closed || !changes.await(left)) {
                    return;
                }
            }
        }
    }

    private List<TaskId> open(List<TaskId> tasks) throws InterruptedException {
        Map<TaskId, TaskRecord> found = timeout.ask(() -> results.find(tasks));
        return tasks.stream().filter(task -> isOpen(found.get(task))).toList();
    }

    /** An unreadable record will not change any more. */
    private static boolean isOpen(@Nullable TaskRecord record) {
        return !(record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable);
    }

    /** Subscribes to the changes of the task's record. */
    public Changes watch(TaskId task) {
        return new Changes(task);
    }

    public boolean areClosed() {
        return closed;
    }

    /** The changes of one task. Changes since the last {@link #await} count as one. */
    public final class Changes implements AutoCloseable {

        private final Semaphore signals = new Semaphore(0);
        private final ResultStore.Watch watch;

        private Changes(TaskId task) {
            waiting.add(signals);
            watch = results.watch(task, signals::release);
        }

        /**
         * @return whether there was a change, or the server is shutting down; false after {@code limit} without either
         * @throws ApiException when Redis is unavailable, so that changes could be missed
         */
        public boolean await(Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            for (long left = limit.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                if (signals.tryAcquire(Math.min(left, CHECK_INTERVAL.toNanos()), TimeUnit.NANOSECONDS) || closed) {
                    signals.drainPermits();
                    return true;
                }
                if (!results.isReachable()) {
                    throw ApiException.away(Dependency.STORE);
                }
            }
            return false;
        }

        @Override
        public void close() {
            watch.close();
            waiting.remove(signals);
        }
    }
}
