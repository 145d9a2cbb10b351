package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskClient;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Counts the words of many chunks through the queue, with a chord. */
final class WordCount {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TaskClient client;
    private final ResultStore results;
    private final ProgressLine progress;

    WordCount(TaskClient client, ResultStore results, ProgressLine progress) {
        this.client = client;
        this.results = results;
        this.progress = progress;
    }

    /** @throws DemoFailedException if the count failed or timed out */
    Map<String, Long> of(List<String> chunks) throws InterruptedException {
        List<Canvas> parts = new ArrayList<>();
        chunks.forEach(chunk -> parts.add(Signature.of("text.word_count", chunk)));
        Submission submission =
                client.plan(Chord.of(new Group(parts, TaskOptions.NONE), Signature.of("text.merge_counts")));
        client.send(submission).join();
        return switch (awaited(submission)) {
            case TaskRecord.Succeeded merged -> counts(merged.result());
            case TaskRecord.Unsuccessful failed ->
                throw new DemoFailedException(
                        "counting failed: " + failed.error().summary());
        };
    }

    private TaskRecord.Ended awaited(Submission submission) throws InterruptedException {
        TaskId merged = submission.results().getFirst();
        List<TaskId> open = new ArrayList<>(
                submission.messages().stream().map(TaskMessage::id).toList());
        int parts = open.size();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<TaskRecord.Ended> ended = client.await(merged, progress.tick());
            open.removeAll(ended(open));
            progress.show("  " + (parts - open.size()) + " of " + parts + " chunks counted");
            if (ended.isPresent()) {
                progress.done();
                return ended.get();
            }
        }
        progress.done();
        throw new DemoFailedException("the words were not counted within " + LIMIT.toMinutes() + " minutes");
    }

    private List<TaskId> ended(List<TaskId> open) {
        return results.find(open).values().stream()
                .filter(TaskRecord.Ended.class::isInstance)
                .map(TaskRecord::id)
                .toList();
    }

    private static Map<String, Long> counts(JsonText json) {
        return new JsonMapper().readValue(json.json(), new TypeReference<TreeMap<String, Long>>() {});
    }
}
