package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The retry policy of a task as JSON. */
final class RetryPolicyJson {

    static final Set<String> FIELDS = Set.of("maxRetries", "delay", "backoff", "backoffMax", "jitter", "deadLetter");

    private static final Duration BACKOFF_MIN = Duration.ofMillis(1);

    private RetryPolicyJson() {}

    /** Missing fields have Celery's defaults: three retries, each after three minutes. */
    static @Nullable RetryPolicy read(JsonCursor cursor) {
        if (!cursor.isObjectOf(FIELDS)) {
            return null;
        }
        if (cursor.has("delay") && cursor.has("backoff")) {
            cursor.wrong("must have delay or backoff, not both");
        }
        if (cursor.has("backoffMax") && !cursor.has("backoff")) {
            cursor.wrong("must have backoffMax only together with backoff");
        }
        RetryPolicy usual = RetryPolicy.ON_REQUEST;
        Integer most = cursor.field("maxRetries", number -> number.number(0, RetryPolicy.MAX_RETRIES_MAX));
        Duration delay = cursor.field("delay", from(Duration.ZERO));
        Duration backoff = cursor.field("backoff", from(BACKOFF_MIN));
        Duration backoffMax = cursor.field("backoffMax", from(BACKOFF_MIN));
        Boolean jitter = cursor.field("jitter", JsonCursor::truth);
        Boolean deadLetter = cursor.field("deadLetter", JsonCursor::truth);
        return new RetryPolicy(
                most == null ? usual.maxRetries() : most,
                backoff != null ? backoff : delay != null ? delay : usual.delay(),
                backoffMax == null ? usual.delayMax() : backoffMax,
                backoff != null,
                jitter == null ? backoff != null : jitter,
                deadLetter != null && deadLetter);
    }

    /** Writes JSON from which {@link #read} reads the same policy. */
    static Map<String, Object> write(RetryPolicy policy) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("maxRetries", policy.maxRetries());
        form.put(policy.backoff() ? "backoff" : "delay", SecondsFormat.of(policy.delay()));
        if (policy.backoff()) {
            form.put("backoffMax", SecondsFormat.of(policy.delayMax()));
        }
        form.put("jitter", policy.jitter());
        form.put("deadLetter", policy.deadLetter());
        return form;
    }

    private static Function<JsonCursor, @Nullable Duration> from(Duration min) {
        return cursor -> TimeReader.seconds(cursor, min, RetryPolicy.DELAY_MAX);
    }
}
