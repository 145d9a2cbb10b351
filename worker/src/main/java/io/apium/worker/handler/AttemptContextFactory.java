package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.worker.binding.HandlerJson;
import java.time.Instant;
import java.time.InstantSource;

/** Makes the context of an attempt: its time limits, and where its progress is stored. */
public record AttemptContextFactory(
        HandlerRegistry handlers, ResultStore results, HandlerJson handlerJson, InstantSource clock) {

    public AttemptContext of(TaskMessage message, Handler handler) {
        ProgressReporter progress = new ProgressReporter(message.id(), results, handlerJson);
        TimeLimits limits = handlers.limits(handler).and(TimeLimits.of(message));
        return new AttemptContext(message, limits, now(), progress);
    }

    public Instant now() {
        return clock.instant();
    }
}
