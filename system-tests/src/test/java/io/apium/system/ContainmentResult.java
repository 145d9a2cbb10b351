package io.apium.system;

import io.apium.system.BystanderTasks.Fate;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of one misbehaviour on one kind of handler.
 *
 * @param ended what the caller sees, or null when the task was lost
 * @param told after what time the caller saw it
 * @param free after what time two tasks ran at once again, in the two slots that there are
 * @param runs how often it was started
 * @param deaths of workers
 * @param leftBehind how many processes that it had started were there afterwards
 */
record ContainmentResult(
        HandlerKind handlerKind,
        Misbehaviour misbehaviour,
        TaskRecord.@Nullable Ended ended,
        Duration told,
        Duration free,
        long runs,
        int deaths,
        int leftBehind,
        Fate others) {

    /** The state, and the type of the error. */
    String seen() {
        return switch (ended) {
            case null -> "nothing";
            case TaskRecord.Succeeded _ -> "SUCCESS";
            case TaskRecord.Unsuccessful failed ->
                failed.state() + " " + failed.error().type();
        };
    }

    long lost() {
        return (ended == null ? 1 : 0) + others.lost();
    }

    /** A row in Markdown. */
    String row() {
        String state = ended == null ? "nothing" : ended.state();
        String error = ended instanceof TaskRecord.Unsuccessful failed
                ? " `" + failed.error().type() + "`: " + oneLine(failed.error().message())
                : "";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s%s | %.1f | %.1f | %d | %d | %s%s%s |",
                misbehaviour,
                handlerKind.name().toLowerCase(Locale.ROOT),
                state,
                error,
                told.toMillis() / 1e3,
                free.toMillis() / 1e3,
                runs,
                lost(),
                others,
                deaths > 0 ? "; the worker ended " + deaths + " times" : "",
                leftBehind > 0 ? "; " + leftBehind + " grandchildren live on" : "");
    }

    private static String oneLine(String text) {
        String line = text.lines().findFirst().orElse("").replace("|", "\\|").replace("`", "'");
        return line.length() > 90 ? line.substring(0, 90) + "…" : line;
    }
}
