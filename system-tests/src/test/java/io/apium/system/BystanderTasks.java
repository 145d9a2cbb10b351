package io.apium.system;

import io.apium.canvas.Signature;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Quick tasks, one after another, beside one that misbehaves. */
final class BystanderTasks {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CorePorts corePorts;
    private final Signature task;
    private final List<TaskId> sent = new CopyOnWriteArrayList<>();
    private final Thread sender;
    private volatile boolean enough;

    /** What became of them. */
    record Fate(int sent, long lost, long failed, long twice) {

        boolean isUndisturbed() {
            return lost == 0 && failed == 0 && twice == 0;
        }

        @Override
        public String toString() {
            return sent + " ran"
                    + (lost > 0 ? ", **" + lost + " lost**" : "")
                    + (failed > 0 ? ", " + failed + " failed" : "")
                    + (twice > 0 ? ", " + twice + " twice" : "");
        }
    }

    private BystanderTasks(CorePorts corePorts, Signature task) {
        this.corePorts = corePorts;
        this.task = task;
        this.sender = Thread.startVirtualThread(this::send);
    }

    static BystanderTasks beside(CorePorts corePorts, Signature task) {
        return new BystanderTasks(corePorts, task);
    }

    private void send() {
        try {
            while (!enough) {
                sent.add(corePorts.send(task).results().getFirst());
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("a bystander cannot be sent", e);
        }
    }

    /** No more of them; those that were sent are waited for. */
    Fate end(MisbehavingTasks misbehavingTasks) throws Exception {
        enough = true;
        sender.join();
        awaitAll();
        Map<TaskId, TaskRecord> records = corePorts.results().find(sent);
        Map<TaskId, Long> starts = misbehavingTasks.starts();
        long ended = records.values().stream()
                .filter(TaskRecord.Ended.class::isInstance)
                .count();
        long failed = records.values().stream()
                .filter(TaskRecord.Unsuccessful.class::isInstance)
                .count();
        long twice = sent.stream().filter(id -> starts.getOrDefault(id, 0L) > 1).count();
        return new Fate(sent.size(), sent.size() - ended, failed, twice);
    }

    private void awaitAll() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !allEnded()) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean allEnded() {
        Map<TaskId, TaskRecord> records = corePorts.results().find(sent);
        return sent.stream().allMatch(id -> records.get(id) instanceof TaskRecord.Ended);
    }
}
