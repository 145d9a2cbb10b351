package io.apium.worker.handler;

import io.apium.worker.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * How long what a task is given, and what it gives, may be. Of what the worker allows and what the task declares the shorter
 * holds.
 */
public record SizeLimits(Most arguments, Most result) {

    /**
     * @param bytes more than nothing
     * @param key what says so, for messages to people
     */
    public record Most(long bytes, String key) {

        Most and(String declared, String member, String where) {
            if (declared.isEmpty()) {
                return this;
            }
            long most = parse(declared, member, where);
            return most < bytes ? new Most(most, "its " + member) : this;
        }

        private static long parse(String declared, String member, String where) {
            try {
                long most = DataSize.parse(declared).toBytes();
                if (most > 0) {
                    return most;
                }
            } catch (IllegalArgumentException _) {
                // the one message below is for both
            }
            throw new MisconfiguredException("@Task of " + where + ": " + member
                    + " is a size such as 1MB, more than nothing, got: '" + declared + "'");
        }

        /** In words: {@code apium.worker.max-result-size is 100}. */
        @Override
        public String toString() {
            return key + " is " + bytes;
        }
    }

    /**
     * What a worker allows.
     *
     * @param arguments or null for any length
     */
    public static SizeLimits of(@Nullable DataSize arguments, DataSize result) {
        return new SizeLimits(
                new Most(arguments == null ? Long.MAX_VALUE : arguments.toBytes(), "apium.worker.max-argument-size"),
                new Most(result.toBytes(), "apium.worker.max-result-size"));
    }

    /**
     * @param where the method, for messages to people
     * @throws MisconfiguredException naming the method, when what is declared cannot be
     */
    SizeLimits and(Task task, String where) {
        return new SizeLimits(
                arguments.and(task.maxArgumentSize(), "maxArgumentSize", where),
                result.and(task.maxResultSize(), "maxResultSize", where));
    }
}
