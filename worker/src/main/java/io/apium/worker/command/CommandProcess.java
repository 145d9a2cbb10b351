package io.apium.worker.command;

import io.apium.worker.process.ExitStatus;
import io.apium.worker.process.OutputPipe;
import io.apium.worker.process.ProcessGroup;
import io.apium.worker.process.TaskOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command's process, and the attempt that it is at. When the attempt's soft limit is over in one of the waits for the
 * process, it is asked to end, and waited for all the same; any other interrupt ends the wait.
 *
 * @param errors what it says to people
 */
record CommandProcess(ProcessGroup process, TaskOutput errors, AttemptControl attemptControl) {

    /** How long what a process has left in its pipes may take to arrive when the process itself has ended. */
    static final Duration LINGER = ProcessGroup.LINGER;

    interface Wait<T> {
        T end() throws InterruptedException;
    }

    /** @throws IOException when there is no such executable any more, or no process to be had */
    static CommandProcess start(Command command, CommandRequest first, AttemptControl attemptControl)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.argv()).directory(command.folder().toFile());
        builder.environment().keySet().retainAll(command.environment());
        ProcessGroup process = ProcessGroup.start(builder);
        return new CommandProcess(process, new TaskOutput(process.errors(), first.whose()), attemptControl);
    }

    CommandProcess {
        attemptControl.heeds().accept(() -> CommandFailures.traceback(errors.tail()));
    }

    /** The same process, asked for another attempt. */
    CommandProcess begin(CommandRequest next, AttemptControl by) {
        errors.begin(next.whose());
        return new CommandProcess(process, errors, by);
    }

    OutputPipe output() {
        return process.output();
    }

    /** Whether it was, or is about to be, asked to end. */
    boolean isLate() {
        return attemptControl.isLate().getAsBoolean();
    }

    <T> T patiently(Wait<T> wait) throws InterruptedException {
        try {
            return wait.end();
        } catch (InterruptedException e) {
            if (!isLate()) {
                throw e;
            }
            process.terminate();
            return wait.end();
        }
    }

    /** @return whether it came to that, after {@link #LINGER} at most */
    boolean await(CompletableFuture<Void> end) throws InterruptedException {
        return patiently(() -> arrived(end));
    }

    /** What it wrote to stderr, given the time that the last of it takes to arrive. */
    String lastWords() throws InterruptedException {
        await(errors.ended());
        return errors.tail();
    }

    /** How it ended, or empty when that cannot be said within {@link #LINGER}. */
    Optional<ExitStatus> exit() throws InterruptedException {
        return patiently(() -> process.exit(LINGER));
    }

    void kill() {
        process.kill();
    }

    /** {@link #await}, for nobody's attempt. */
    static boolean arrived(CompletableFuture<Void> end) throws InterruptedException {
        try {
            end.get(LINGER.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            // somebody that the process left behind holds the pipe: what has come until now is all that counts
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pipe's end is never a failure", e);
        }
    }
}
