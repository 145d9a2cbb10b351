package io.apium.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which failures of a task are retried, and how. Celery's options of a task, each of which is named below. What a
 * message asks for ({@code options.retry} over HTTP) comes before the numbers that are declared here.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {

    /** Attempts after the first, 1 to 10,000; 0 declares nothing. Celery's {@code max_retries}. */
    int max() default 3;

    /**
     * The exceptions of a handler that are retried; an {@link Error} only if it is named. If empty, only
     * {@link TaskContext#retry()} retries the task. Celery's {@code autoretry_for}.
     */
    Class<? extends Throwable>[] on() default {Exception.class};

    /** Exceptions that are never retried, although they are of {@link #on}. Celery's {@code dont_autoretry_for}. */
    Class<? extends Throwable>[] notOn() default {};

    /**
     * How long to wait before the next attempt, in ISO 8601 form such as {@code PT30S}, up to 366 days. Three minutes where
     * it is not said, or with {@link #backoff} one second. Celery's {@code default_retry_delay}, and the factor of
     * {@code retry_backoff}.
     */
    String delay() default "";

    /** Whether the delay doubles with each attempt. Celery's {@code retry_backoff}. */
    boolean backoff() default false;

    /** The most that doubling makes of the delay, in ISO 8601 form. Celery's {@code retry_backoff_max}. */
    String delayMax() default "PT10M";

    /**
     * Whether each delay is drawn from nothing up to what it would be, so that tasks which failed together do not come back
     * together. Celery's {@code retry_jitter}, which is on there.
     */
    boolean jitter() default false;

    /** Whether the message becomes a dead letter after the last failed attempt. */
    boolean deadLetter() default false;
}
