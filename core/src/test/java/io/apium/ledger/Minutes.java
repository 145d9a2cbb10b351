package io.apium.ledger;

import io.apium.canvas.Signature;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Beats to test with: of one tick a minute from a moment on, and minutes counted from there. */
final class Minutes {

    static final Instant ZERO = Instant.parse("2040-01-01T00:00:00Z");

    private static final Trigger EACH = new Interval(Duration.ofMinutes(1), ZERO);

    private Minutes() {}

    static Instant minute(long number) {
        return ZERO.plus(Duration.ofMinutes(number));
    }

    static Schedule schedule(Overlap overlap, CatchUp catchUp) {
        return schedule(EACH, overlap, catchUp);
    }

    static Schedule schedule(Trigger trigger, Overlap overlap, CatchUp catchUp) {
        return new Schedule("every-minute", Signature.of("demo.echo", "x"), trigger, overlap, catchUp, false);
    }

    /** The minutes of the ticks that are sent. */
    static String sent(EntryTransition transition) {
        List<String> numbers = new ArrayList<>();
        for (Effect effect : transition.effects()) {
            String id = ((Effect.Send) effect)
                    .submission()
                    .messages()
                    .getFirst()
                    .id()
                    .value();
            numbers.add(number(Instant.parse(id.substring(id.indexOf('@') + 1))));
        }
        return String.join(" ", numbers);
    }

    static String queued(ScheduleEntry entry) {
        return entry.queued() == null ? "" : number(entry.queued());
    }

    private static String number(Instant tick) {
        return Long.toString(Duration.between(ZERO, tick).toMinutes());
    }
}
