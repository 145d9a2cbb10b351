package io.apium.ledger;

import io.apium.canvas.Signature;
import io.apium.schedule.Interval;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Beats to test with: of one tick a minute from a moment on, and minutes counted from there. */
final class Minutes {

    static final Instant ZERO = Instant.parse("2040-01-01T00:00:00Z");

    private static final Timetable EACH = new Interval(Duration.ofMinutes(1), ZERO);

    private Minutes() {}

    static Instant minute(long number) {
        return ZERO.plus(Duration.ofMinutes(number));
    }

    static Schedule schedule(Overlap overlap, CatchUp catchUp) {
        return schedule(EACH, overlap, catchUp);
    }

    static Schedule schedule(Timetable timetable, Overlap overlap, CatchUp catchUp) {
        return new Schedule("every-minute", Signature.of("demo.echo", "x"), timetable, overlap, catchUp, false);
    }

    /** The minutes of the ticks that are sent. */
    static String sent(Step step) {
        List<String> numbers = new ArrayList<>();
        for (Effect effect : step.owed()) {
            String id =
                    ((Effect.Send) effect).launch().messages().getFirst().id().value();
            numbers.add(number(Instant.parse(id.substring(id.indexOf('@') + 1))));
        }
        return String.join(" ", numbers);
    }

    static String queued(Beat beat) {
        return beat.queued() == null ? "" : number(beat.queued());
    }

    private static String number(Instant tick) {
        return Long.toString(Duration.between(ZERO, tick).toMinutes());
    }
}
