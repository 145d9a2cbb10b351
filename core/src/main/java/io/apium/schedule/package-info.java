/**
 * What is to be done again and again: a {@link io.apium.schedule.Schedule} says what, and its
 * {@link io.apium.schedule.Timetable} when. Celery's beat, as values.
 *
 * <p>A timetable is a function of moments: it gives the first tick after a moment and knows nothing of what was fired. Local
 * times are read by the rules of a time zone, and a night with a changed clock is like any other: what is due once a day is
 * due once.
 */
@NullMarked
package io.apium.schedule;

import org.jspecify.annotations.NullMarked;
