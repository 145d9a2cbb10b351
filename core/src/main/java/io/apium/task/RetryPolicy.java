package io.apium.task;

import io.apium.bound.JsonNumber;
import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often a task that failed is tried again, and how long it waits before each try.
 *
 * @param maxRetries tries after the first, 0 to 10,000
 * @param delay before the first of them, 0 to 366 days
 * @param delayMax the most that {@code backoff} makes of it, up to 366 days
 * @param backoff whether the delay doubles from one try to the next
 * @param jitter whether each delay is drawn from nothing up to what it would be, so that tasks which failed together do
 *     not come back together
 * @param deadLetter whether the message becomes a dead letter after the last failed attempt
 */
public record RetryPolicy(
        int maxRetries, Duration delay, Duration delayMax, boolean backoff, boolean jitter, boolean deadLetter) {

    public static final int MAX_RETRIES_MAX = MessageBounds.POLICY_RETRIES.intMax();
    public static final Duration DELAY_MAX = Duration.ofDays(MessageBounds.RETRY_DELAY.max());

    public static final RetryPolicy NEVER =
            new RetryPolicy(0, Duration.ZERO, Duration.ofMinutes(10), false, false, false);

    /** What a handler gets that asks for another try and says no more: Celery's three times, after three minutes. */
    public static final RetryPolicy ON_REQUEST =
            new RetryPolicy(3, Duration.ofMinutes(3), Duration.ofMinutes(10), false, false, false);

    public RetryPolicy {
        if (maxRetries < 0 || maxRetries > MAX_RETRIES_MAX) {
            throw new IllegalArgumentException(
                    "maxRetries is a number from 0 to " + MAX_RETRIES_MAX + ", got: " + maxRetries);
        }
        check("the delay before a retry", delay);
        check("the longest delay before a retry", delayMax);
    }

    /**
     * The wait before try number {@code retries + 1}. With backoff it is Celery's {@code get_exponential_backoff_interval}:
     * {@code min(delayMax, delay * 2^retries)}, with full jitter a part of that.
     *
     * @param id what the jitter is drawn by: the same for the same task and try, so that deciding twice is deciding once
     */
    public Duration delayBefore(TaskId id, int retries) {
        long millis = delay.toMillis();
        if (backoff && millis > 0) {
            long most = delayMax.toMillis();
            millis = retries >= Long.numberOfLeadingZeros(millis) - 1 ? most : Math.min(most, millis << retries);
        }
        if (jitter && millis > 0) {
            millis = new SplittableRandom(31L * id.value().hashCode() + retries).nextLong(millis + 1);
        }
        return Duration.ofMillis(millis);
    }

    /** The form in which it travels in a message's header; {@link #of} reads it. */
    public Map<String, @Nullable Object> header() {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("max_retries", maxRetries);
        header.put("delay_ms", delay.toMillis());
        header.put("delay_max_ms", delayMax.toMillis());
        header.put("backoff", backoff);
        header.put("jitter", jitter);
        header.put("keep", deadLetter);
        return header;
    }

    /** @throws IllegalArgumentException when it is not what {@link #header} wrote */
    public static RetryPolicy of(Object header) {
        if (header instanceof Map<?, ?> map) {
            Long max = JsonNumber.whole(map.get("max_retries"));
            Long delay = JsonNumber.whole(map.get("delay_ms"));
            Long most = JsonNumber.whole(map.get("delay_max_ms"));
            if (max != null && delay != null && most != null) {
                return new RetryPolicy(
                        Math.clamp(max, -1, Integer.MAX_VALUE),
                        Duration.ofMillis(delay),
                        Duration.ofMillis(most),
                        Boolean.TRUE.equals(map.get("backoff")),
                        Boolean.TRUE.equals(map.get("jitter")),
                        Boolean.TRUE.equals(map.get("keep")));
            }
        }
        throw new IllegalArgumentException("not a retry policy: " + PlainText.shown(header));
    }

    private static void check(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(DELAY_MAX) > 0) {
            throw new IllegalArgumentException(what + " is 0 to 366 days, got: " + duration);
        }
    }
}
