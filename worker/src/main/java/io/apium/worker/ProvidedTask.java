package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task that is not a method of Java's: what {@link Task} says of one, it says itself. It always runs in the worker's own
 * process, also for a pool of processes.
 */
public interface ProvidedTask {

    /** 1 to 255 characters. */
    String name();

    /**
     * Makes one attempt, on the calling thread, which is interrupted when the attempt is to stop.
     *
     * @return anything that can be written as JSON
     * @throws io.apium.worker.binding.InvalidArgumentsException when the arguments do not fit
     * @throws io.apium.store.StoreUnavailableException when something that it needs cannot be read now: its message goes
     *     back, and that was no attempt
     * @throws Exception which fails the attempt: as with a method, what {@link TaskContext#retry} makes is tried again, and
     *     what {@link TaskContext#elsewhere} makes is sent there
     */
    @Nullable
    Object run(Signature call, TaskContext context) throws Exception;

    /** Whether it reads blobs by itself, which are named in its arguments, and is not given their content instead. */
    default boolean readsItself() {
        return false;
    }

    /** How it is tried again, where the message does not say it. */
    default RetryPolicy retry() {
        return RetryPolicy.NEVER;
    }

    /** What is tried again when {@link #run} throws it. */
    default List<Class<? extends Throwable>> retryOn() {
        return List.of();
    }

    /** When the attempt is told that its time is over. */
    default Optional<Duration> softTimeLimit() {
        return Optional.empty();
    }

    /** When it is ended from outside. */
    default Optional<Duration> timeLimit() {
        return Optional.empty();
    }
}
