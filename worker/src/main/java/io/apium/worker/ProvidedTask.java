package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task that is not an annotated method: it declares in methods what {@link Task} declares. It always runs in the worker's
 * process, in a process pool too.
 */
public interface ProvidedTask {

    /** 1 to 255 characters. */
    String name();

    /**
     * Runs one attempt on the calling thread, which is interrupted when the attempt is to stop.
     *
     * @return anything that can be written as JSON
     * @throws io.apium.worker.binding.InvalidArgumentsException when the arguments do not fit
     * @throws io.apium.store.StoreUnavailableException when an input cannot be read now: its message is requeued,
     * and no attempt
     *     is counted
     * @throws Exception to fail the attempt; as in a method, {@link TaskContext#retry} retries the task, and
     *     {@link TaskContext#elsewhere} sends it to another queue
     */
    @Nullable
    Object run(Signature call, TaskContext context) throws Exception;

    /** Whether it reads the blobs that its arguments name by itself; otherwise it is given their content. */
    default boolean readsItself() {
        return false;
    }

    /** Its retry policy, where the message has none. */
    default RetryPolicy retry() {
        return RetryPolicy.NEVER;
    }

    /** The exceptions of {@link #run} that are retried. */
    default List<Class<? extends Throwable>> retryOn() {
        return List.of();
    }

    /** The time after which the attempt is interrupted. */
    default Optional<Duration> softTimeLimit() {
        return Optional.empty();
    }

    /** The time after which the attempt has failed. */
    default Optional<Duration> timeLimit() {
        return Optional.empty();
    }
}
