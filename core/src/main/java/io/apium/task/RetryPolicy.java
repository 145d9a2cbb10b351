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
 * How often a failed task is retried, and how long it waits before each retry.
 *
 * @param maxRetries 0 to 10,000
 * @param delay before the first retry, 0 to 366 days
 * @param delayMax the largest delay with {@code backoff}, up to 366 days
 * @param backoff whether the delay doubles from one retry to the next
 * @param jitter whether each delay is random, from 0 up to the computed one, so that tasks which failed together are
 *     not retried together
 * @param deadLetter whether the message becomes a dead letter after the last failed attempt
 */
public record RetryPolicy(
        int maxRetries, Duration delay, Duration delayMax, boolean backoff, boolean jitter, boolean deadLetter) {

    public static final int MAX_RETRIES_MAX = MessageBounds.POLICY_RETRIES.intMax();
    public static final Duration DELAY_MAX = Duration.ofDays(MessageBounds.RETRY_DELAY.max());

    public static final RetryPolicy NEVER =
            new RetryPolicy(0, Duration.ZERO, Duration.ofMinutes(10), false, false, false);

    /** The policy of a handler that only asks for a retry: Celery's three retries, after three minutes each. */
    public static final RetryPolicy ON_REQUEST =
            new RetryPolicy(3, Duration.ofMinutes(3), Duration.ofMinutes(10), false, false, false);

    public RetryPolicy {
        if (maxRetries < 0 || maxRetries > MAX_RETRIES_MAX) {
            throw new IllegalArgumentException("maxRetries must be 0 to " + MAX_RETRIES_MAX + ", got: " + maxRetries);
        }
        check("the delay before a retry", delay);
        check("the longest delay before a retry", delayMax);
    }

    /**
     * The delay before attempt {@code retries + 2}. With backoff it is Celery's
     * {@code get_exponential_backoff_interval}: {@code min(delayMax, delay * 2^retries)}, with full jitter a part of
     * that.
     *
     * @param id the seed of the jitter, so that the same task and retry always have the same delay
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

    /** The value of the message header; {@link #of} reads it. */
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

    /** @throws IllegalArgumentException when it is not a value of {@link #header} */
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
        throw new IllegalArgumentException("retry header must be a retry policy, got: " + PlainText.shown(header));
    }

    private static void check(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(DELAY_MAX) > 0) {
            throw new IllegalArgumentException(what + " must be 0 to 366 days, got: " + duration);
        }
    }
}
