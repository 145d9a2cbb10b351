package io.apium.worker.command;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.worker.SoftTimeLimitExceededException;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.handler.TimeLimits;

/** Runs a command as a task handler. */
public record CommandHandler(CommandTask command, SizeLimits.Most argumentsMost) implements Handler {

    @Override
    public String task() {
        return command.name();
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public TimeLimits limits() {
        return new TimeLimits(command.softTimeLimit(), command.timeLimit());
    }

    @Override
    public String where() {
        return command.where();
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return message.retryPolicy().orElseGet(command::retry);
    }

    @Override
    public Outcome call(TaskMessage message, AttemptContext context) {
        String late = SoftTimeLimitExceededException.message(message.id());
        return command.run(message, new AttemptControl(context::softTimeLimitExceeded, late, context::captureOutput));
    }

    @Override
    public void close() {
        command.close();
    }
}
