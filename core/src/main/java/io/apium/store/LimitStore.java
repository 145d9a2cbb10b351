package io.apium.store;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Permits to run, given out for all workers by one clock, which is the store's.
 *
 * <p>Who comes when as many run as may ({@link Grant.Full}) is put into the ledger first and lines up then, so that it
 * is not called before it can be found. Those who are called have a permit kept for them, in the order in which they lined
 * up; whoever is told to call them has them sent from the ledger, and gives up for those who are not there.
 *
 * <p>Who comes before a rate allows it gets a moment of its own ({@link Grant.Later}), and keeps it however often it comes.
 * Somewhat before that it may have the next moment that is free, and has it granted in advance, so that none is lost on the
 * way to the store and back. Whoever comes anew is granted only what nobody came for in time.
 */
public interface LimitStore {

    /** How long a permit is held by somebody who does not say that it is still running. */
    Duration LEASE = Duration.ofSeconds(30);

    /** How long before its moment whoever waits for one should be here, and may have an earlier one that is free. */
    Duration EARLY = Duration.ofMillis(50);

    /** How long a permit is kept for somebody who was called. */
    Duration PROMISE = Duration.ofMinutes(1);

    /** Asks to start. Who has a permit is given the same again; each grant counts as a start. */
    CompletableFuture<Grant> take(Permit permit);

    /** The same for somebody who was {@link Grant.Granted} too late to start: it is before all who wait. */
    CompletableFuture<Grant> takeAgain(Permit permit);

    /** Who found it full lines up, once however often it says so. */
    CompletableFuture<List<Holder>> lineUp(Permit permit);

    /** It still runs: another lease. */
    CompletableFuture<Void> renew(Permit permit);

    /**
     * It does not run any more, or will not come.
     *
     * @return those to be called, as of {@link #lineUp}
     */
    CompletableFuture<List<Holder>> release(Permit permit);

    /** One attempt at a task. */
    record Holder(TaskId id, int retries) {}

    /**
     * What is asked for.
     *
     * @param key whose limit of that task it is: each has one of its own
     */
    record Permit(String task, String key, LimitSpec limit, Holder holder) {

        public Permit {
            key = counted(key);
        }

        /** The key, or a name made of it where it is too long or not plain: it may be any argument of a client's. */
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

    /** The answer to somebody who wants to start. */
    sealed interface Grant {

        /**
         * It may start. Both times are counted from the question on.
         *
         * @param after not before: {@link LimitSpec#lead} after the answer at most
         * @param within not later: too late when it has passed already
         */
        record Granted(Duration after, Duration within) implements Grant {}

        /**
         * It may start later.
         *
         * @param delay until its moment; it should ask {@link LimitSpec#lead} before that, and be there {@link #EARLY}
         */
        record Later(Duration delay) implements Grant {}

        /**
         * When somebody has ended.
         *
         * @param ahead how many are in the line
         */
        record Full(long ahead) implements Grant {}
    }
}
