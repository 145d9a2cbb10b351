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
 * Sends the task of a method annotated with {@link Task} again and again: an entry of Celery's beat schedule. Every worker
 * with the task writes the schedule down when it starts; the schedulers send it, once for each tick.
 */
@Documented
@Repeatable(Beat.All.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Beat {

    /** The schedule's name: 1 to 200 bytes of letters, digits and {@code . _ -}; the task's name if empty. */
    String name() default "";

    /**
     * How long from one tick to the next, in ISO 8601 form such as {@code PT10S}: 100 milliseconds to 3,660 days, counted
     * from the beginning of 1970 so that it is the same at every start. Either this or {@link #crontab}.
     */
    String every() default "";

    /** Minute, hour, day of month, month, day of week: {@code 30 2 * * *}. */
    String crontab() default "";

    /** Whose wall clock {@link #crontab} means, such as {@code Europe/Berlin}. */
    String timezone() default "UTC";

    /** What the task is given, as a JSON array. */
    String args() default "[]";

    /** Where the task is sent; Celery's default queue if empty. */
    String queue() default "";

    /** What happens at a tick while the task of the tick before has not ended. */
    Overlap overlap() default Overlap.ALLOW;

    /** What happens to ticks that no scheduler was there for. */
    CatchUp catchUp() default CatchUp.LAST;

    /** Several schedules of one task. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Beat[] value();
    }
}
