package io.apium.scheduler;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Trigger;
import io.apium.task.QueueName;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The schedules of the configuration.
 *
 * @param schedules schedules by name; the keys of {@code apium.schedules.NAME} are task, args, every or crontab, timezone,
 *     queue, overlap and catch-up
 */
@ConfigurationProperties("apium")
public record ConfiguredSchedules(@DefaultValue Map<String, Configured> schedules) {

    /**
     * One schedule, {@code apium.schedules.<name>}.
     *
     * @param task the name of the task
     * @param args its arguments; numbers, {@code true}, {@code false} and {@code null} become JSON values, others text
     * @param every an interval in ISO-8601, counted from the epoch; either this or crontab
     * @param crontab the five fields of a crontab
     * @param timezone the time zone of the crontab
     * @param queue null for the default queue
     */
    public record Configured(
            String task,
            @DefaultValue List<String> args,
            @Nullable Duration every,
            @Nullable String crontab,
            @DefaultValue("UTC") String timezone,
            @Nullable String queue,
            @DefaultValue("allow") Overlap overlap,
            @DefaultValue("last") CatchUp catchUp) {}

    public ConfiguredSchedules {
        schedules = Map.copyOf(schedules);
        schedules.forEach(ConfiguredSchedules::schedule);
    }

    List<Schedule> all() {
        return schedules.entrySet().stream()
                .map(named -> schedule(named.getKey(), named.getValue()))
                .toList();
    }

    private static Schedule schedule(String name, Configured configured) {
        try {
            String queue = configured.queue();
            TaskOptions options = queue == null
                    ? TaskOptions.NONE
                    : TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null));
            List<@Nullable Object> args = new ArrayList<>();
            configured.args().forEach(arg -> args.add(value(arg)));
            Signature work = new Signature(configured.task(), args, Map.of(), options, false);
            return new Schedule(name, work, timetable(configured), configured.overlap(), configured.catchUp(), true);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Spring shows the innermost message
            throw new IllegalArgumentException("apium.schedules." + name + ": " + e.getMessage());
        }
    }

    private static Trigger timetable(Configured configured) {
        Duration every = configured.every();
        String crontab = configured.crontab();
        if (every != null && crontab == null) {
            return new Interval(every, Instant.EPOCH);
        }
        if (crontab != null && every == null) {
            return new Crontab(crontab, ZoneId.of(configured.timezone()));
        }
        throw new IllegalArgumentException("exactly one of every and crontab must be set");
    }

    private static @Nullable Object value(String text) {
        return switch (text) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> text.matches("-?(0|[1-9]\\d{0,300})(\\.\\d{1,300})?") ? number(text) : text;
        };
    }

    /** The type that the ledger reads back; otherwise the schedule would look changed at every start. */
    private static Number number(String text) {
        if (text.contains(".")) {
            return Double.valueOf(text);
        }
        BigInteger whole = new BigInteger(text);
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
}
