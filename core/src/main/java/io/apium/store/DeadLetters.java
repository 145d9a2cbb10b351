package io.apium.store;

import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages that could not be run, kept for somebody to look at. */
public interface DeadLetters {

    /** @return done when it is kept */
    CompletableFuture<Void> keep(DeadLetter letter);

    long count();

    /**
     * A message and why it is here.
     *
     * @param reason in a sentence
     * @param id of the task, or null where none could be read
     * @param task its name, or null
     * @param body the message's bytes in base64
     */
    record DeadLetter(
            String reason,
            QueueName queue,
            @Nullable TaskId id,
            @Nullable String task,
            Map<String, String> headers,
            String body,
            Instant at) {}
}
