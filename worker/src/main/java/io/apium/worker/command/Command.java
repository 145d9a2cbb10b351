package io.apium.worker.command;

import io.apium.task.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An executable that runs as a task.
 *
 * @param task the name of the task
 * @param where its place in the file, for messages
 * @param argv the absolute path of the executable, and its arguments, without a shell
 * @param args the names of positional arguments; empty if they have none
 * @param folder the working directory
 * @param environment the variables that it inherits from the worker; it has no others
 * @param softTimeLimit when it receives SIGTERM, less than {@code timeLimit}; or null for never
 * @param timeLimit when it is killed, more than zero
 * @param outputBytesMax the maximal size of the result in UTF-8
 * @param processes the maximal number of persistent processes
 * @param retry how failures are retried
 */
public record Command(
        String task,
        String where,
        List<String> argv,
        Mode mode,
        List<String> args,
        Path folder,
        Set<String> environment,
        @Nullable Duration softTimeLimit,
        Duration timeLimit,
        int outputBytesMax,
        int processes,
        RetryPolicy retry) {

    /** The protocol of the process. */
    public enum Mode {
        /** One process per attempt. */
        ONE_SHOT,
        /** A process serves many attempts, one after the other. */
        PERSISTENT
    }

    public Command {
        argv = List.copyOf(argv);
        args = List.copyOf(args);
        environment = Set.copyOf(environment);
    }
}
