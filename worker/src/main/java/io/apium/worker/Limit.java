package io.apium.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How much of a task there may be on all workers together, or for each value of a key. What has to wait, waits in the
 * ledger, and holds up nothing behind it.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {

    /** How many may start in any {@link #per}, up to 1,000,000; 0 for as many as come. */
    int rate() default 0;

    /** In ISO 8601 form, {@code PT0.1S} to {@code PT24H}. */
    String per() default "PT1S";

    /**
     * How many may start at once, up to 1,000,000; without it they start evenly. In any {@link #per} there are then at most
     * {@code rate + burst - 1}.
     */
    int burst() default 1;

    /** How many may run at once, up to 1,000,000; 0 for as many as can. */
    int concurrency() default 0;

    /**
     * What has a limit of its own: each value of the parameter of this name, or with {@code header:NAME} of that header of
     * the message. Tasks without it share one. Empty for the task as a whole.
     */
    String key() default "";
}
