package io.apium.schedule;

import io.apium.bound.SaturatingTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Runs at the full minutes of a local time that match all five fields. Every crontab of Celery has the same meaning
 * here.
 *
 * <p>In the nights of a clock change there are two kinds. A crontab of every hour follows elapsed time: a local time
 * that occurs twice runs twice, one that is skipped does not run, and the distance between two run times stays the
 * same. Any other crontab means times of the day, each of which runs once: the first of two equal local times, and for
 * a skipped one the moment of the change. Several skipped times run once, together.
 *
 * @param expression five fields: minute, hour, day of month, month, day of week; or {@code @hourly}, {@code @daily},
 *     {@code @weekly}, {@code @monthly}, {@code @yearly}
 */
public record Crontab(String expression, ZoneId zone) implements Trigger {

    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** @throws IllegalArgumentException with the invalid field, or when the crontab would never run */
    public Crontab {
        if (CronExpression.of(expression).next(ANY_TIME) == null) {
            throw new IllegalArgumentException("a crontab must match a day that exists, got: '" + expression + "'");
        }
    }

    /** Null only at the end of the year 9999, since every possible day recurs. */
    @Override
    public @Nullable Instant next(Instant moment) {
        CronExpression fields = CronExpression.of(expression);
        Instant after = SaturatingTime.clamp(moment);
        Instant next = fields.isEveryHour() ? onTheClock(fields, after) : onceADay(fields, after);
        return next == null || next.isAfter(SaturatingTime.LATEST) ? null : next;
    }

    private @Nullable Instant onTheClock(CronExpression fields, Instant moment) {
        ZoneRules rules = zone.getRules();
        ZoneOffset offset = rules.getOffset(moment);
        LocalDateTime next = fields.next(LocalDateTime.ofInstant(moment, offset));
        ZoneOffsetTransition change = rules.nextTransition(moment);
        while (next != null && change != null && !next.toInstant(offset).isBefore(change.getInstant())) {
            offset = change.getOffsetAfter();
            next = fields.next(change.getDateTimeAfter().minusNanos(1));
            change = rules.nextTransition(change.getInstant());
        }
        return next == null ? null : next.toInstant(offset);
    }

    private @Nullable Instant onceADay(CronExpression fields, Instant moment) {
        LocalDateTime next = LocalDateTime.ofInstant(moment, zone);
        do {
            next = fields.next(next);
        } while (next != null && !first(next).isAfter(moment));
        return next == null ? null : first(next);
    }

    private Instant first(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}
