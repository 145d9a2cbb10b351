package io.apium.worker.failure;

import io.apium.bound.PlainText;
import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.TaskError;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One log line for each attempt, with the task, its id, the queue, the number of the attempt from 1 and the time since
 * the handler was called in ms:
 *
 * <pre>
 *   attempt                               level   line
 *   ────────────────────────────────────  ──────  ───────────────────────────────────────────
 *   failed, and the task is retried       WARN    task retried: … due=… error=…
 *   failed, and the task failed with it   ERROR   task failed: … error=…, and the traceback
 *   revoked, or expired before its start  INFO    task revoked: … error=…
 *   succeeded                             DEBUG   task succeeded: …
 * </pre>
 *
 * <p>Errors are the text of handlers: control characters are escaped, an error has at most 500 characters, and a
 * traceback at most 40 lines, so that no error can forge a line of the log or flood it. A process logs at most 100 of
 * these lines in a second, and then the number of those that it left out; metrics and records count all.
 */
public final class AttemptLog {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);
    private static final int ERROR_LENGTH_MAX = 500;
    private static final int TRACEBACK_LINES_MAX = 40;
    private static final int LINES_PER_SECOND_MAX = 100;
    private static final LogLimiter LIMITER = new LogLimiter(LINES_PER_SECOND_MAX);

    private AttemptLog() {}

    /** @param took the time since the handler was called; zero where it was not */
    public static void ended(TaskMessage message, QueueName queue, Duration took, Outcome.Final outcome) {
        switch (outcome) {
            case Outcome.Success _ -> line(Level.DEBUG, "succeeded", message, queue, took, () -> "");
            case Outcome.Revoked(TaskError error) ->
                line(Level.INFO, "revoked", message, queue, took, () -> " error=" + shown(error));
            case Outcome.Failure(TaskError error) ->
                line(Level.ERROR, "failed", message, queue, took, () -> " error=" + shown(error) + traceback(error));
        }
    }

    public static void retried(TaskMessage message, QueueName queue, Duration took, TaskError error, Instant due) {
        line(Level.WARN, "retried", message, queue, took, () -> " due=" + due + " error=" + shown(error));
    }

    private static void line(
            Level level, String event, TaskMessage message, QueueName queue, Duration took, Supplier<String> details) {
        if (!log.isEnabledForLevel(level) || !LIMITER.allows(System.nanoTime(), AttemptLog::suppressed)) {
            return;
        }
        log.atLevel(level)
                .log(
                        "task {}: task={} id={} queue={} attempt={} ms={}{}",
                        event,
                        message.task(),
                        message.id(),
                        queue,
                        message.retries() + 1,
                        took.toMillis(),
                        details.get());
    }

    private static void suppressed(long lines) {
        log.warn("log lines of attempts left out: count={} limit={}/s", lines, LINES_PER_SECOND_MAX);
    }

    private static String shown(TaskError error) {
        return PlainText.oneLine(error.summary(), ERROR_LENGTH_MAX);
    }

    private static String traceback(TaskError error) {
        @Nullable String traceback = error.traceback();
        if (traceback == null) {
            return "";
        }
        return traceback
                .lines()
                .limit(TRACEBACK_LINES_MAX)
                .map(line -> "\n    " + PlainText.oneLine(line.replace("\t", "    "), ERROR_LENGTH_MAX))
                .collect(Collectors.joining());
    }
}
