package io.apium.store;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Permits to run for all workers, counted by the clock of the store.
 *
 * <p>A task that finds its concurrency limit reached ({@link Grant.Full}) is first written to the ledger and then to
 * the waiting list, so that it is in the ledger before it can be called. Called tasks have a permit reserved, in the
 * order of the waiting list. The worker that receives them from {@link #release} has the scheduler send them, and
 * releases the permit of those that are not in the ledger.
 *
 * <p>A task that comes before its rate allows it gets a start time ({@link Grant.Later}), and keeps it however often it
 * asks. Shortly before that time it may get an earlier free one, and is granted it in advance, so that no start is lost
 * during the round trip to the store. A task that comes for the first time is granted only start times that no other
 * task used in time.
 */
public interface LimitStore {

    /** How long a permit is held by a task that does not renew it. */
    Duration LEASE = Duration.ofSeconds(30);

    /** How long before its start time a task should ask again, and may get an earlier free one. */
    Duration EARLY = Duration.ofMillis(50);

    /** How long a permit is reserved for a task that was called. */
    Duration PROMISE = Duration.ofMinutes(1);

    /** Asks to start. A task that has a permit gets the same one again; each grant counts as a start. */
    CompletableFuture<Grant> take(Permit permit);

    /**
     * Asks again for a task whose grant ({@link Grant.Granted}) expired before it started: it comes before all that
     * wait.
     */
    CompletableFuture<Grant> takeAgain(Permit permit);

    /** Puts a task that found the limit reached on the waiting list, once however often it is called. */
    CompletableFuture<List<Holder>> lineUp(Permit permit);

    /** Renews the lease of a running task. */
    CompletableFuture<Void> renew(Permit permit);

    /**
     * The task has ended, or will not start.
     *
     * @return the tasks to call, as from {@link #lineUp}
     */
    CompletableFuture<List<Holder>> release(Permit permit);

    /** One attempt of a task. */
    record Holder(TaskId id, int retries) {}

    /**
     * A request to run.
     *
     * @param key whose limit of that task applies: each key has a limit of its own
     */
    record Permit(String task, String key, LimitSpec limit, Holder holder) {

        public Permit {
            key = counted(key);
        }

        /** The key, or a hash of it where it is too long or not plain text: it may be any argument of a client. */
        private static String counted(String key) {
            if (key.isEmpty()) {
                return key;
            }
            try {
                return PlainText.check(MessageBounds.LIMIT_KEY, key);
            } catch (IllegalArgumentException _) {
                return TaskId.named(key).value();
            }
        }

        public Permit of(Holder other) {
            return new Permit(task, key, limit, other);
        }
    }

    /** The answer to a request to start. */
    sealed interface Grant {

        /**
         * The task may start. Both times count from the request on.
         *
         * @param after the earliest start: at most {@link LimitSpec#lead} after the answer
         * @param within the latest start
         */
        record Granted(Duration after, Duration within) implements Grant {}

        /**
         * The task may start later.
         *
         * @param delay until its start time; the task should ask again {@link LimitSpec#lead} and {@link #EARLY} before
         *     it
         */
        record Later(Duration delay) implements Grant {}

        /**
         * The task may start when another one has ended.
         *
         * @param ahead the number of tasks before it on the waiting list
         */
        record Full(long ahead) implements Grant {}
    }
}
