package io.apium.standalone.demo;

import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.client.TaskClient;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A workload's answer through the queue: all its tasks are sent at once, and their results read. */
final class QueuedTasks {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TaskClient client;

    QueuedTasks(TaskClient client) {
        this.client = client;
    }

    /** @throws DemoFailedException if a task failed or took too long */
    String answer(Workload workload) throws InterruptedException {
        Launch launch = client.send(new Group(workload.tasks(), Options.NONE)).join();
        List<Payload> results = new ArrayList<>();
        for (TaskId id : launch.results()) {
            results.add(result(workload, id));
        }
        return workload.joined(results);
    }

    private Payload result(Workload workload, TaskId id) throws InterruptedException {
        TaskRecord.Ended ended = client.await(id, LIMIT)
                .orElseThrow(() -> new DemoFailedException(
                        "a " + workload.task() + " took more than " + LIMIT.toMinutes() + " minutes"));
        return switch (ended) {
            case TaskRecord.Succeeded succeeded -> succeeded.result();
            case TaskRecord.Unsuccessful failed ->
                throw new DemoFailedException(
                        "a " + workload.task() + " failed: " + failed.fault().summary());
        };
    }
}
