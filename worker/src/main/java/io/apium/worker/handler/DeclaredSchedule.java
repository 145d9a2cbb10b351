package io.apium.worker.handler;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Trigger;
import io.apium.task.QueueName;
import io.apium.worker.Beat;
import io.apium.worker.Task;
import io.apium.worker.binding.HandlerJson;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.core.JacksonException;

/**
 * A schedule that a task's method declares with {@link Beat}.
 *
 * @param where the method, for messages to people
 */
public record DeclaredSchedule(Schedule schedule, String where) {

    /** @throws MisconfiguredException naming the method, when what it declares cannot be */
    public static List<DeclaredSchedule> of(Method method, Task task, HandlerJson handlerJson) {
        return AnnotatedElementUtils.findMergedRepeatableAnnotations(method, Beat.class, Beat.All.class).stream()
                .map(beat -> of(beat, method, task.value(), handlerJson))
                .toList();
    }

    private static DeclaredSchedule of(Beat beat, Method method, String task, HandlerJson handlerJson) {
        String where = method.toGenericString();
        try {
            return new DeclaredSchedule(schedule(beat, task, handlerJson), where);
        } catch (JacksonException e) {
            throw new MisconfiguredException("@Beat of " + where + ": args is a JSON array, got: '" + beat.args()
                    + "': " + HandlerJson.reason(e));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MisconfiguredException("@Beat of " + where + ": " + e.getMessage());
        }
    }

    private static Schedule schedule(Beat beat, String task, HandlerJson handlerJson) {
        TaskOptions options = beat.queue().isEmpty()
                ? TaskOptions.NONE
                : TaskOptions.NONE.withRouting(new Routing(new QueueName(beat.queue()), null));
        return new Schedule(
                beat.name().isEmpty() ? task : beat.name(),
                new Signature(task, handlerJson.list(beat.args()), Map.of(), options, false),
                timetable(beat),
                beat.overlap(),
                beat.catchUp(),
                true);
    }

    private static Trigger timetable(Beat beat) {
        if (beat.every().isEmpty() == beat.crontab().isEmpty()) {
            throw new IllegalArgumentException("exactly one of every and crontab must be set, got: every '"
                    + beat.every() + "' and crontab '" + beat.crontab() + "'");
        }
        return beat.every().isEmpty()
                ? new Crontab(beat.crontab(), ZoneId.of(beat.timezone()))
                : new Interval(Duration.parse(beat.every()), Instant.EPOCH);
    }
}
