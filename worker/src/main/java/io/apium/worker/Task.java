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
     * How long an attempt may take before its handler is told and interrupted, in ISO 8601 form such as {@code PT30S};
     * nothing for as long as it likes. The shorter of this and the message's holds. Celery's {@code soft_time_limit}.
     */
    String softTimeLimit() default "";

    /**
     * How long it may take before it has failed, whatever its handler does. The shorter of this and the message's holds.
     * Celery's {@code time_limit}.
     */
    String timeLimit() default "";

    /**
     * The longest message that it is run with: its body as it comes from the broker, such as {@code 1MB}. The shorter of
     * this and {@code apium.worker.max-argument-size} holds.
     */
    String maxArgumentSize() default "";

    /** The longest result, as JSON in UTF-8. The shorter of this and {@code apium.worker.max-result-size} holds. */
    String maxResultSize() default "";

    /**
     * How often it may start in one worker: {@code 10/s}, {@code 100/m}, {@code 5/h}, or a number for as many in a second;
     * as often as comes where it is not said. They start evenly. Celery's {@code rate_limit}.
     */
    String rateLimit() default "";

    /** How much of it there may be at once, or in a time, on all workers together; as much as comes where it is not said. */
    Limit limit() default @Limit;

    /** Which failures are tried again, and how often; none where it is not said. */
    Retry retry() default @Retry(max = 0);
}
