/**
 * What is to be done again and again: a {@link io.apium.schedule.Schedule} says what, and its
 * {@link io.apium.schedule.Trigger} when. Celery's beat, as values.
 *
 * <p>A timetable is a function of moments: it gives the first tick after a moment and knows nothing of what was fired. A
 * tick is also a name, since the task that is sent for it has an id made of it; so it is the same from wherever it is
 * looked for, to the last digit. A timetable that makes no sense, or would never tick, cannot be made.
 *
 * <pre>
 *   timetable   ticks                                            in steps of
 *   Interval    at an even distance from a moment                a millisecond, 100 at least
 *   Crontab     at full minutes that a wall clock shows          a minute
 *   Solar       when the sun rises, stands high, sets            a second
 *   Once        once                                             what was asked for
 * </pre>
 *
 * <p>Local times are read by the rules of a time zone. In the night in which the clock is changed a crontab of every
 * hour goes on with the clock, and any other keeps to once a day:
 *
 * <pre>
 *                      02:00 → 03:00 is passed over           03:00 → 02:00 is shown again
 *   30 * * * *         01:30, then 03:30, an hour later       02:30, then 02:30 again, an hour later
 *   30 2 * * *         at 03:00, when 02:30 is passed over    at the first 02:30
 * </pre>
 */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
