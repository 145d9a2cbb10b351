package io.apium.worker.handler;

import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.TaskId;
import java.time.Instant;
import org.springframework.util.unit.DataSize;

/** Things that tests need without caring what is in them. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Samples() {}

    public static TaskMessage message(Signature signature) {
        return Submission.of(signature, SubmissionContext.client(NOW))
                .messages()
                .getFirst();
    }

    public static TaskMessage message(String id, Signature signature) {
        return message(signature.with(signature.options().withId(new TaskId(id))));
    }

    public static Signature timed(Signature signature, TaskOptions.Timing timing) {
        return signature.with(signature.options().withTiming(timing));
    }

    public static SizeLimits sizes(long maxResultSize) {
        return SizeLimits.of(null, DataSize.ofBytes(maxResultSize));
    }

    public static AttemptContext context(Signature signature) {
        return new AttemptContext(message(signature), TimeLimits.of(message(signature)), NOW, _ -> {});
    }
}
