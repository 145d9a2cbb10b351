package io.apium.worker;

import io.apium.canvas.Options;
import io.apium.canvas.Options.Routing;
import io.apium.canvas.Signature;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Timetable;
import io.apium.task.QueueName;
import io.apium.worker.binding.Json;
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
record DeclaredBeat(Schedule schedule, String where) {

    /** @throws MisconfiguredException naming the method, when what it declares cannot be */
    static List<DeclaredBeat> of(Method method, Task task, Json json) {
        return AnnotatedElementUtils.findMergedRepeatableAnnotations(method, Beat.class, Beat.All.class).stream()
                .map(beat -> of(beat, method, task.value(), json))
                .toList();
    }

    private static DeclaredBeat of(Beat beat, Method method, String task, Json json) {
        String where = method.toGenericString();
        try {
            return new DeclaredBeat(schedule(beat, task, json), where);
        } catch (JacksonException e) {
            throw new MisconfiguredException(
                    "@Beat of " + where + ": args is a JSON array, got: '" + beat.args() + "': " + Json.reason(e));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MisconfiguredException("@Beat of " + where + ": " + e.getMessage());
        }
    }

    private static Schedule schedule(Beat beat, String task, Json json) {
        Options options = beat.queue().isEmpty()
                ? Options.NONE
                : Options.NONE.withRouting(new Routing(new QueueName(beat.queue()), null));
        return new Schedule(
                beat.name().isEmpty() ? task : beat.name(),
                new Signature(task, json.list(beat.args()), Map.of(), options, false),
                timetable(beat),
                beat.overlap(),
                beat.catchUp(),
                true);
    }

    private static Timetable timetable(Beat beat) {
        if (beat.every().isEmpty() == beat.crontab().isEmpty()) {
            throw new IllegalArgumentException("either every or crontab says when, got: every '" + beat.every()
                    + "' and crontab '" + beat.crontab() + "'");
        }
        return beat.every().isEmpty()
                ? new Crontab(beat.crontab(), ZoneId.of(beat.timezone()))
                : new Interval(Duration.parse(beat.every()), Instant.EPOCH);
    }
}
