package io.apium.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method of a Spring bean, or of a class in a jar of {@code apium.worker.task-jars}, the handler of a task. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Task {

    /** The task's name, by which messages ask for it: 1 to 255 characters. */
    String value();

    /** Whether the state STARTED is stored when it starts, which costs a write for each task. */
    boolean trackStarted() default false;

    /**
     * How long an attempt may take before its handler is interrupted, in ISO 8601 form such as {@code PT30S}; empty for
     * no limit. The shorter of this and the message's limit applies. Celery's {@code soft_time_limit}.
     */
    String softTimeLimit() default "";

    /**
     * How long an attempt may take before it fails, whatever its handler does. The shorter of this and the message's limit
     * applies. Celery's {@code time_limit}.
     */
    String timeLimit() default "";

    /**
     * The longest message that the task accepts: its body as the broker delivers it, such as {@code 1MB}. The shorter
     * of this and {@code apium.worker.max-argument-size} applies.
     */
    String maxArgumentSize() default "";

    /** The longest result, as JSON in UTF-8. The shorter of this and {@code apium.worker.max-result-size} applies. */
    String maxResultSize() default "";

    /**
     * How often the task may start in one worker: {@code 10/s}, {@code 100/m}, {@code 5/h}, or a number of starts in a
     * second; empty for no limit. The starts are evenly spaced. Celery's {@code rate_limit}.
     */
    String rateLimit() default "";

    /** The maximum rate or concurrency across all workers; no limit by default. */
    Limit limit() default @Limit;

    /** Which failures are retried, and how often; none by default. */
    Retry retry() default @Retry(max = 0);
}
