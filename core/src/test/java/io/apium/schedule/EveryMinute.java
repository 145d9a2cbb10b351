package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a crontab means, by trying every minute: slow, and too simple to be wrong. */
final class EveryMinute {

    private final Crontab crontab;
    private final CronExpression fields;

    EveryMinute(Crontab crontab) {
        this.crontab = crontab;
        this.fields = CronExpression.of(crontab.expression());
    }

    static List<Instant> ticks(Trigger trigger, Instant from, Instant to) {
        List<Instant> ticks = new ArrayList<>();
        @Nullable Instant tick = trigger.next(from);
        while (tick != null && !tick.isAfter(to)) {
            ticks.add(tick);
            tick = trigger.next(tick);
        }
        return ticks;
    }

    List<Instant> between(Instant from, Instant to) {
        List<Instant> ticks = new ArrayList<>();
        Instant minute = from.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        while (!minute.isAfter(to)) {
            if (isTick(minute)) {
                ticks.add(minute);
            }
            minute = minute.plusSeconds(60);
        }
        return ticks;
    }

    private boolean isTick(Instant minute) {
        LocalDateTime local = LocalDateTime.ofInstant(minute, crontab.zone());
        if (fields.isEveryHour()) {
            return fields.matches(local);
        }
        boolean first = local.atZone(crontab.zone()).toInstant().equals(minute);
        return (fields.matches(local) && first) || isMadeUpFor(minute);
    }

    /** Whether the clock passes over a time that matches at this moment. */
    private boolean isMadeUpFor(Instant minute) {
        ZoneOffsetTransition change = crontab.zone().getRules().nextTransition(minute.minusSeconds(1));
        if (change == null || !change.isGap() || !change.getInstant().equals(minute)) {
            return false;
        }
        long minutes = Duration.between(change.getDateTimeBefore(), change.getDateTimeAfter())
                .toMinutes();
        for (long passed = 0; passed < minutes; passed++) {
            if (fields.matches(change.getDateTimeBefore().plusMinutes(passed))) {
                return true;
            }
        }
        return false;
    }
}
