/**
 * Celery beat as values: a {@link io.apium.schedule.Schedule} has the task, and its {@link io.apium.schedule.Trigger}
 * the run times.
 *
 * <p>A trigger is a function of time: it gives the first run time after a moment and has no state. A run time is also
 * part of the id of its task, so it must be the same from wherever it is computed, to the last digit. A trigger that is
 * invalid, or would never run, throws an exception when it is made.
 *
 * <pre>
 *   trigger     runs                                             precision
 *   Interval    at equal distances from a moment                 a millisecond, at least 100
 *   Crontab     at full minutes of a local time                  a minute
 *   SolarEvent  at sunrise, noon, sunset, dawn and dusk          a second
 *   OneTime     once                                             as given
 * </pre>
 *
 * <p>Local times follow the rules of a time zone. In the night of a clock change a crontab of every hour follows
 * elapsed time, and any other runs once a day:
 *
 * <pre>
 *                      02:00 → 03:00 is skipped               03:00 → 02:00 is repeated
 *   30 * * * *         01:30, then 03:30, an hour later       02:30, then 02:30 again, an hour later
 *   30 2 * * *         at 03:00, since 02:30 is skipped       at the first 02:30
 * </pre>
 */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
