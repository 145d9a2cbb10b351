package io.apium.standalone.demo;

import io.apium.canvas.Group;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskClient;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Computes the answer of a workload through the queue: sends all its tasks at once, and reads their results. */
final class QueuedTasks {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TaskClient client;

    QueuedTasks(TaskClient client) {
        this.client = client;
    }

    /** @throws DemoFailedException if a task failed or took too long */
    String answer(DemoWorkload workload) throws InterruptedException {
        Submission submission =
                client.send(new Group(workload.tasks(), TaskOptions.NONE)).join();
        List<JsonText> results = new ArrayList<>();
        for (TaskId id : submission.results()) {
            results.add(result(workload, id));
        }
        return workload.joined(results);
    }

    private JsonText result(DemoWorkload workload, TaskId id) throws InterruptedException {
        TaskRecord.Ended ended = client.await(id, LIMIT)
                .orElseThrow(() -> new DemoFailedException(
                        "a " + workload.task() + " took more than " + LIMIT.toMinutes() + " minutes"));
        return switch (ended) {
            case TaskRecord.Succeeded succeeded -> succeeded.result();
            case TaskRecord.Unsuccessful failed ->
                throw new DemoFailedException(
                        "a " + workload.task() + " failed: " + failed.error().summary());
        };
    }
}
