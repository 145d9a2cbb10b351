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
 * @param where the file and the key that declare the command, for error messages
 * @param argv the absolute path of the executable and its arguments, which are passed as they are, without a shell
 * @param args the names of the positional arguments; empty if the process receives them as a list
 * @param folder the working directory of the process
 * @param environment the names of the worker's environment variables that the process receives; it receives no others
 * @param softTimeLimit the time after which the process receives SIGTERM, less than {@code timeLimit}; null for no
 *     limit
 * @param timeLimit the time after which the process is killed, more than zero
 * @param maxOutputSize the maximal length of the output, in bytes
 * @param processes the maximal number of idle persistent processes
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
        int maxOutputSize,
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
