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

/** A task that is a command. May be run by many threads at once. */
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
     * What files declare.
     *
     * @param maxResultSize the longest result that the worker stores
     * @throws InvalidFileException when one of them, or anything in it, cannot be
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

    /** When its process is asked to end, or null for never. */
    public @Nullable Duration softTimeLimit() {
        return command.softTimeLimit();
    }

    /** When its process is killed. */
    public Duration timeLimit() {
        return command.timeLimit();
    }

    /** How it is tried again where the message does not say. */
    public RetryPolicy retry() {
        return command.retry();
    }

    /**
     * Makes one attempt. The calling thread is interrupted when it is to stop; the process is then killed, or, for the soft
     * limit, asked to end.
     */
    public Outcome run(TaskMessage message, AttemptControl attemptControl) {
        try {
            return commandProtocol.attempt(CommandRequest.of(message, command.args()), attemptControl);
        } catch (InvalidArgumentsException e) {
            return new Outcome.Failure(TaskError.wrongArguments(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            // there is no process: nothing has begun
            return commandFailures.again("cannot be started: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            // the process was killed, and whoever interrupted knows what the task comes to
            Thread.currentThread().interrupt();
            return commandFailures.again("was stopped", "");
        }
    }

    /** Ends the processes that are kept warm. */
    public void close() {
        commandProtocol.close();
    }
}
