package io.apium.adapter.record;

import io.apium.adapter.celery.SignatureReader;
import io.apium.adapter.celery.SignatureWriter;
import io.apium.adapter.celery.UntrustedFields;
import io.apium.schedule.Crontab;
import io.apium.schedule.Interval;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.SolarEvent;
import io.apium.schedule.Trigger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schedule as JSON: its work is a Celery signature, and the {@code type} of its trigger is a field. */
final class ScheduleCodec {

    private ScheduleCodec() {}

    static Map<String, @Nullable Object> tree(Schedule schedule) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", schedule.name());
        tree.put("work", SignatureWriter.tree(schedule.work()));
        tree.put("timetable", tree(schedule.trigger()));
        tree.put("overlap", schedule.overlap().name());
        tree.put("catch_up", schedule.catchUp().name());
        tree.put("declared", schedule.declared());
        return tree;
    }

    static Schedule read(UntrustedFields fields) {
        return new Schedule(
                fields.required("name"),
                SignatureReader.readTask(fields.raw("work")),
                timetable(UntrustedFields.of(fields.raw("timetable"), "timetable")),
                Overlap.valueOf(fields.required("overlap")),
                CatchUp.valueOf(fields.required("catch_up")),
                fields.truth("declared"));
    }

    private static Map<String, @Nullable Object> tree(Trigger trigger) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        switch (trigger) {
            case Interval(Duration every, Instant from) -> {
                tree.put("type", "interval");
                tree.put("every_ms", every.toMillis());
                tree.put("from", from.toString());
            }
            case Crontab(String expression, ZoneId zone) -> {
                tree.put("type", "crontab");
                tree.put("expression", expression);
                tree.put("zone", zone.getId());
            }
            case SolarEvent(SolarEvent.Event event, double latitude, double longitude) -> {
                tree.put("type", "solar");
                tree.put("event", event.name());
                tree.put("latitude", latitude);
                tree.put("longitude", longitude);
            }
            case OneTime(Instant at) -> {
                tree.put("type", "once");
                tree.put("at", at.toString());
            }
        }
        return tree;
    }

    private static Trigger timetable(UntrustedFields fields) {
        return switch (fields.required("type")) {
            case "interval" ->
                new Interval(
                        Duration.ofMillis((long) fields.number("every_ms")),
                        UntrustedFields.instant("from", fields.required("from")));
            case "crontab" -> new Crontab(fields.required("expression"), zone(fields.required("zone")));
            case "solar" ->
                new SolarEvent(
                        SolarEvent.Event.valueOf(fields.required("event")),
                        fields.number("latitude"),
                        fields.number("longitude"));
            case "once" -> new OneTime(UntrustedFields.instant("at", fields.required("at")));
            default -> throw new IllegalArgumentException("unknown type of a trigger: " + fields.text("type"));
        };
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("unknown time zone: " + id, unknown);
        }
    }
}
