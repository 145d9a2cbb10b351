package io.apium.canvas;

import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Short words for canvases in tests. */
final class Canvases {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private Canvases() {}

    static Signature task(String name) {
        return Signature.of(name);
    }

    static Signature task(String name, String id) {
        return task(name).with(TaskOptions.NONE.withId(new TaskId(id)));
    }

    static Chain chain(Canvas... steps) {
        return new Chain(List.of(steps));
    }

    static Chord chord(Canvas body, Canvas... header) {
        return Chord.of(Group.of(header), body);
    }

    /** As a client launches it, with ids 1, 2, 3 in the order in which they are given. */
    static Submission launch(Canvas canvas) {
        AtomicInteger last = new AtomicInteger();
        SubmissionContext origin =
                new SubmissionContext(null, null, NOW, false, _ -> new TaskId("" + last.incrementAndGet()));
        return Submission.of(canvas, origin);
    }

    static TaskMessage message(Canvas canvas) {
        return launch(canvas).messages().getFirst();
    }

    static TaskRecord.Ended success(TaskMessage message, String json) {
        return new TaskRecord.Succeeded(message.id(), new JsonText(json), NOW, ResultMetadata.UNKNOWN);
    }

    static List<String> names(List<? extends Canvas> canvases) {
        return canvases.stream()
                .flatMap(Canvas::signatures)
                .map(Signature::task)
                .toList();
    }
}
