package io.apium.canvas;

import io.apium.task.Payload;
import io.apium.task.Provenance;
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
        return task(name).with(Options.NONE.withId(new TaskId(id)));
    }

    static Chain chain(Canvas... steps) {
        return new Chain(List.of(steps));
    }

    static Chord chord(Canvas body, Canvas... header) {
        return Chord.of(Group.of(header), body);
    }

    /** As a client launches it, with ids 1, 2, 3 in the order in which they are given. */
    static Launch launch(Canvas canvas) {
        AtomicInteger last = new AtomicInteger();
        Origin origin = new Origin(null, null, NOW, false, _ -> new TaskId("" + last.incrementAndGet()));
        return Launch.of(canvas, origin);
    }

    static TaskMessage message(Canvas canvas) {
        return launch(canvas).messages().getFirst();
    }

    static TaskRecord.Ended success(TaskMessage message, String json) {
        return new TaskRecord.Succeeded(message.id(), new Payload(json), NOW, Provenance.UNKNOWN);
    }

    static List<String> names(List<? extends Canvas> canvases) {
        return canvases.stream()
                .flatMap(Canvas::signatures)
                .map(Signature::task)
                .toList();
    }
}
