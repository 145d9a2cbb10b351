package io.apium.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum rate or concurrency of a task across all workers, or for each value of a key. A task over its limit waits
 * in the ledger and does not block the tasks behind it.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {

    /** The maximum of starts in any {@link #per}, up to 1,000,000; 0 for no limit. */
    int rate() default 0;

    /** In ISO 8601 form, {@code PT0.1S} to {@code PT24H}. */
    String per() default "PT1S";

    /**
     * The maximum of starts at once, up to 1,000,000; with the default of 1 they start evenly. Any {@link #per} has at most
     * {@code rate + burst - 1} starts.
     */
    int burst() default 1;

    /** The maximum of attempts that run at once, up to 1,000,000; 0 for no limit. */
    int concurrency() default 0;

    /**
     * The name of a parameter, or {@code header:NAME} for a header of the message: each of its values has its own
     * limit. Tasks without a value share one limit. Empty for one limit of the whole task.
     */
    String key() default "";
}
