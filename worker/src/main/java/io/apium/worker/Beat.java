package io.apium.worker;

import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Schedules the task of a method annotated with {@link Task}: an entry of Celery's beat schedule. Every worker with the task
 * stores the schedule when it starts; the schedulers publish the task once for each run time.
 */
@Documented
@Repeatable(Beat.All.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Beat {

    /** The schedule's name: 1 to 200 bytes of letters, digits and {@code . _ -}; the task's name if empty. */
    String name() default "";

    /**
     * The time between two runs, in ISO 8601 form such as {@code PT10S}: 100 milliseconds to 3,660 days, counted from
     * the start of 1970 so that it does not depend on the start of the worker. Either this or {@link #crontab}.
     */
    String every() default "";

    /** Minute, hour, day of month, month, day of week: {@code 30 2 * * *}. */
    String crontab() default "";

    /** The time zone of {@link #crontab}, such as {@code Europe/Berlin}. */
    String timezone() default "UTC";

    /** The arguments of the task, as a JSON array. */
    String args() default "[]";

    /** The queue of the task; Celery's default queue if empty. */
    String queue() default "";

    /** What happens at a run time while the task of the run before has not ended. */
    Overlap overlap() default Overlap.ALLOW;

    /** What happens to run times that passed while no scheduler ran. */
    CatchUp catchUp() default CatchUp.LAST;

    /** Several schedules of one task. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Beat[] value();
    }
}
