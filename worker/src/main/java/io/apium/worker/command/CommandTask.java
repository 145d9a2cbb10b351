package io.apium.worker.command;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.binding.InvalidArgumentsException;
import io.apium.worker.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A task that runs a command. Thread-safe. */
public final class CommandTask {

    private final Command command;
    private final CommandFailures commandFailures;
    private final CommandProtocol commandProtocol;

    public CommandTask(Command command, HandlerJson handlerJson) {
        this.command = command;
        this.commandFailures = new CommandFailures(command.task());
        this.commandProtocol = switch (command.mode()) {
            case ONE_SHOT -> new OneShotCommand(command, handlerJson, commandFailures);
            case PERSISTENT -> new PersistentCommand(command, handlerJson, commandFailures);
        };
    }

    /**
     * The commands that the files declare.
     *
     * @param maxResultSize the default and the maximum of {@code maxOutputSize}
     * @throws InvalidFileException if a file cannot be read or is invalid
     */
    public static List<Command> declared(List<String> files, DataSize maxResultSize) {
        return files.stream()
                .flatMap(file -> CommandFile.read(Path.of(file), maxResultSize).stream())
                .toList();
    }

    public String name() {
        return command.task();
    }

    public String where() {
        return command.where();
    }

    /** The time after which the process receives SIGTERM, or null for no limit. */
    public @Nullable Duration softTimeLimit() {
        return command.softTimeLimit();
    }

    /** The time after which the process is killed. */
    public Duration timeLimit() {
        return command.timeLimit();
    }

    /** How failures are retried, unless the message has its own policy. */
    public RetryPolicy retry() {
        return command.retry();
    }

    /**
     * Runs one attempt. An interrupt of the calling thread stops it: the process is killed, or receives SIGTERM if the
     * soft time limit has passed.
     */
    public Outcome run(TaskMessage message, AttemptControl attemptControl) {
        try {
            return commandProtocol.attempt(CommandRequest.of(message, command.args()), attemptControl);
        } catch (InvalidArgumentsException e) {
            return new Outcome.Failure(TaskError.wrongArguments(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            // the process did not start, so the attempt had no effect
            return commandFailures.again("cannot be started: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            // the process was killed; the reason of the interrupt, not this outcome, decides what happens to the task
            Thread.currentThread().interrupt();
            return commandFailures.again("was stopped", "");
        }
    }

    /** Ends persistent processes. */
    public void close() {
        commandProtocol.close();
    }
}
