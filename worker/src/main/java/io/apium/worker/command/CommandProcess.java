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
 * The process of a command, and its current attempt. When the soft time limit passes while the attempt waits for the
 * process, the process receives SIGTERM, and the wait continues; any other interrupt ends the wait.
 *
 * @param errors the stderr of the process
 */
record CommandProcess(ProcessGroup process, TaskOutput errors, AttemptControl attemptControl) {

    /** How long to read the rest of the pipes after the process itself has ended. */
    static final Duration LINGER = ProcessGroup.LINGER;

    interface Wait<T> {
        T end() throws InterruptedException;
    }

    /** @throws IOException if the executable does not exist any more or the process cannot be started */
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

    /** The same process for another attempt. */
    CommandProcess begin(CommandRequest next, AttemptControl by) {
        errors.begin(next.whose());
        return new CommandProcess(process, errors, by);
    }

    OutputPipe output() {
        return process.output();
    }

    /** Whether the process has received SIGTERM, or is about to. */
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

    /** @return whether the future completed within {@link #LINGER} */
    boolean await(CompletableFuture<Void> end) throws InterruptedException {
        return patiently(() -> arrived(end));
    }

    /** The tail of stderr, after waiting up to {@link #LINGER} for the end of stderr. */
    String lastWords() throws InterruptedException {
        await(errors.ended());
        return errors.tail();
    }

    /** The exit status, or empty if the process has not ended within {@link #LINGER}. */
    Optional<ExitStatus> exit() throws InterruptedException {
        return patiently(() -> process.exit(LINGER));
    }

    void kill() {
        process.kill();
    }

    /** Like {@link #await}, but every interrupt ends the wait, as there is no attempt. */
    static boolean arrived(CompletableFuture<Void> end) throws InterruptedException {
        try {
            end.get(LINGER.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            // for example, a descendant of the process keeps the pipe open: later output is ignored
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pipe future never completes exceptionally", e);
        }
    }
}
