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
 * A task that is sent at every run time of a trigger.
 *
 * @param name 1 to 200 bytes of letters, digits, and the characters {@code . _ -}
 * @param work the task, without an id
 * @param declared whether it is declared in configuration or on a task, and was not made over HTTP
 */
public record Schedule(
        String name, Signature work, Trigger trigger, Overlap overlap, CatchUp catchUp, boolean declared) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]+");

    /** What happens at a run time while the previous task has not ended. */
    public enum Overlap {
        /** The task is sent. */
        ALLOW,
        /** The run time is skipped. */
        SKIP,
        /** The task is sent when the previous one has ended; of several such run times, the last one. */
        QUEUE
    }

    /** What happens to run times that were missed because no scheduler was running. */
    public enum CatchUp {
        ALL,
        /** The task of the last one is sent. */
        LAST,
        NONE
    }

    public Schedule {
        // the id of a task is the name and the run time, which has up to 37 characters
        PlainText.check(MessageBounds.SCHEDULE_NAME, name);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "schedule name must have only letters, digits and . _ -, got: " + PlainText.shown(name));
        }
        if (work.options().id() != null) {
            throw new IllegalArgumentException(
                    "the task of schedule " + name + " must have no id: each run time gives it one");
        }
        if (overlap != Overlap.ALLOW && work.options().reply().ignoreResult()) {
            throw new IllegalArgumentException(
                    "schedule " + name + " needs to know when its task has ended, so its result"
                            + " must not be ignored; use overlap ALLOW, or store the result");
        }
    }

    /** The id of the task of a run time: always the same, so that a run time that is handled twice is one task. */
    public TaskId taskAt(Instant runTime) {
        return new TaskId(name + "@" + runTime);
    }

    /** The messages for one run time. Relative times in the task's options count from the run time. */
    public Submission at(Instant runTime) {
        Signature task = work.with(work.options().withId(taskAt(runTime)));
        return Submission.of(task, SubmissionContext.named(name + "@" + runTime, runTime));
    }
}
