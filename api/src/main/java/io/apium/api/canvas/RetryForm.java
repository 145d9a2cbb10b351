package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a task asks to be tried again, as JSON. */
final class RetryForm {

    static final Set<String> FIELDS = Set.of("maxRetries", "delay", "backoff", "backoffMax", "jitter", "keep");

    private static final Duration BACKOFF_MIN = Duration.ofMillis(1);

    private RetryForm() {}

    /** What is left out is as Celery has it: three tries, each after three minutes. */
    static @Nullable RetryPolicy read(Place place) {
        if (!place.isObjectOf(FIELDS)) {
            return null;
        }
        if (place.has("delay") && place.has("backoff")) {
            place.wrong("has delay or backoff, not both");
        }
        if (place.has("backoffMax") && !place.has("backoff")) {
            place.wrong("has backoffMax only together with backoff");
        }
        RetryPolicy usual = RetryPolicy.ON_REQUEST;
        Integer most = place.field("maxRetries", number -> number.number(0, RetryPolicy.MAX_RETRIES_MAX));
        Duration delay = place.field("delay", from(Duration.ZERO));
        Duration backoff = place.field("backoff", from(BACKOFF_MIN));
        Duration backoffMax = place.field("backoffMax", from(BACKOFF_MIN));
        Boolean jitter = place.field("jitter", Place::truth);
        Boolean keep = place.field("keep", Place::truth);
        return new RetryPolicy(
                most == null ? usual.maxRetries() : most,
                backoff != null ? backoff : delay != null ? delay : usual.delay(),
                backoffMax == null ? usual.delayMax() : backoffMax,
                backoff != null,
                jitter == null ? backoff != null : jitter,
                keep != null && keep);
    }

    /** What {@link #read} makes the same policy of. */
    static Map<String, Object> write(RetryPolicy policy) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("maxRetries", policy.maxRetries());
        form.put(policy.backoff() ? "backoff" : "delay", Seconds.of(policy.delay()));
        if (policy.backoff()) {
            form.put("backoffMax", Seconds.of(policy.delayMax()));
        }
        form.put("jitter", policy.jitter());
        form.put("keep", policy.keep());
        return form;
    }

    private static Function<Place, @Nullable Duration> from(Duration min) {
        return place -> Moments.seconds(place, min, RetryPolicy.DELAY_MAX);
    }
}
