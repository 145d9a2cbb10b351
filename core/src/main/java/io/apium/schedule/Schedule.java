package io.apium.schedule;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A task that is sent at every tick of a timetable.
 *
 * @param name 1 to 200 bytes of letters, digits, and the characters {@code . _ -}
 * @param work the task, without an id
 * @param declared whether it was written down in configuration or on a task, and not made over HTTP
 */
public record Schedule(
        String name, Signature work, Trigger trigger, Overlap overlap, CatchUp catchUp, boolean declared) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]+");

    /** What happens at a tick while the task of the tick before has not ended. */
    public enum Overlap {
        /** It is sent all the same. */
        ALLOW,
        /** The tick passes. */
        SKIP,
        /** It is sent when the one before has ended; of several such ticks the last. */
        QUEUE
    }

    /** What happens to ticks that no scheduler was there for. */
    public enum CatchUp {
        ALL,
        /** The last of them is made up for. */
        LAST,
        NONE
    }

    public Schedule {
        // the id of a tick's task is longer by the tick, which has up to 37 characters
        PlainText.check(MessageBounds.SCHEDULE_NAME, name);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "schedule name must have only letters, digits and . _ -, got: " + PlainText.shown(name));
        }
        if (work.options().id() != null) {
            throw new IllegalArgumentException(
                    "the task of schedule " + name + " is given an id at each tick, and has none of its own");
        }
        if (overlap != Overlap.ALLOW && work.options().reply().ignoreResult()) {
            throw new IllegalArgumentException("schedule " + name + " must know when its task has ended, so its result"
                    + " cannot be ignored; allow overlap, or store the result");
        }
    }

    /** The task of one tick: always the same, so that a tick which is fired twice is one task. */
    public TaskId taskAt(Instant tick) {
        return new TaskId(name + "@" + tick);
    }

    /** What is sent for one tick. Times that the task's options count from are counted from the tick. */
    public Submission at(Instant tick) {
        Signature task = work.with(work.options().withId(taskAt(tick)));
        return Submission.of(task, SubmissionContext.named(name + "@" + tick, tick));
    }
}
