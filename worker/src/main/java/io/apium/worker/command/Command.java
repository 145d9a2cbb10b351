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
 * @param task the task's name
 * @param where the place in the file that declares it, for messages to people
 * @param argv the executable's absolute path, and its arguments as they are: there is no shell
 * @param args the names of arguments that come by position; none where they are not named
 * @param folder the working folder
 * @param environment the variables of the worker's that the process has; it has no others
 * @param softTimeLimit after which it is asked to end, less than {@code timeLimit}; or null for never
 * @param timeLimit after which it is killed, more than nothing
 * @param maxOutputSize the longest result, in bytes of UTF-8
 * @param processes how many are kept warm at most
 * @param retry how its failures are tried again
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
