package io.apium.worker;

import io.apium.task.ErrorName;
import io.apium.task.TaskId;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The attempt's soft limit is over. Thrown by {@link TaskContext#throwIfCancelled()}; and what an attempt failed with whose
 * handler ended because it was interrupted for that reason.
 */
@ErrorName("SoftTimeLimitExceeded")
public final class SoftTimeLimitExceededException extends CancellationException {

    /** How deep an exception's causes are looked through. */
    private static final int CAUSES_MAX = 20;

    SoftTimeLimitExceededException(TaskId task) {
        super(message(task));
    }

    public static String message(TaskId task) {
        return "the soft time limit of task " + task + " is over";
    }

    /** @return {@code thrown}, or this exception with it as the cause, where it comes from an interrupt */
    public static Throwable explain(Throwable thrown, TaskId task) {
        boolean explained =
                thrown instanceof RetryRequestedException || thrown instanceof SoftTimeLimitExceededException;
        if (explained
                || Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .limit(CAUSES_MAX)
                        .noneMatch(SoftTimeLimitExceededException::isOfAnInterrupt)) {
            return thrown;
        }
        SoftTimeLimitExceededException exceeded = new SoftTimeLimitExceededException(task);
        exceeded.initCause(thrown);
        return exceeded;
    }

    private static boolean isOfAnInterrupt(Throwable thrown) {
        return switch (thrown) {
            case InterruptedException _, CancellationException _, ClosedByInterruptException _ -> true;
            // a socket's own timeout is a subtype, and is not caused by an interrupt
            case InterruptedIOException io -> !(io instanceof SocketTimeoutException);
            default -> false;
        };
    }
}
