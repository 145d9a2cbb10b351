package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.bound.PlainText;
import io.apium.task.QueueName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.PatternMatchUtils;

/**
 * The queues that requests may name.
 *
 * @param queues up to 1,000 patterns of queue names that a request may use, where {@code *} matches any characters; tasks
 *     without a queue follow {@code apium.routes} and are not checked
 */
@ConfigurationProperties("apium.api")
public record AllowedQueues(@DefaultValue("*") List<String> queues) {

    private static final int PATTERNS_MAX = 1_000;
    private static final int LENGTH_MAX = 255;

    public AllowedQueues {
        queues = List.copyOf(queues);
        if (queues.size() > PATTERNS_MAX) {
            throw new IllegalArgumentException(
                    "apium.api.queues must have at most " + PATTERNS_MAX + " patterns, got: " + queues.size());
        }
        for (String pattern : queues) {
            if (pattern.isBlank() || pattern.length() > LENGTH_MAX) {
                throw new IllegalArgumentException("apium.api.queues must have patterns of 1 to " + LENGTH_MAX
                        + " characters, got: " + PlainText.shown(pattern));
            }
        }
    }

    /** Reads the queue of a task; a queue that no pattern matches is an error. */
    public @Nullable QueueName read(JsonCursor cursor) {
        QueueName queue = NameReader.queue(cursor);
        if (queue != null && !PatternMatchUtils.simpleMatch(queues.toArray(String[]::new), queue.name())) {
            cursor.wrong("must be a queue that apium.api.queues allows (" + String.join(", ", queues) + "), got: "
                    + PlainText.shown(queue));
            return null;
        }
        return queue;
    }
}
