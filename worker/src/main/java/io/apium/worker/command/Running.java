package io.apium.worker.command;

import io.apium.worker.process.Exit;
import io.apium.worker.process.Pipe;
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
record Running(ProcessGroup process, TaskOutput errors, Attended attended) {

    /** How long what a process has left in its pipes may take to arrive when the process itself has ended. */
    static final Duration LINGER = ProcessGroup.LINGER;

    interface Wait<T> {
        T end() throws InterruptedException;
    }

    /** @throws IOException when there is no such executable any more, or no process to be had */
    static Running start(Command command, Call first, Attended attended) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.argv()).directory(command.folder().toFile());
        builder.environment().keySet().retainAll(command.environment());
        ProcessGroup process = ProcessGroup.start(builder);
        return new Running(process, new TaskOutput(process.errors(), first.whose()), attended);
    }

    Running {
        attended.heeds().accept(() -> Failed.traceback(errors.tail()));
    }

    /** The same process, asked for another attempt. */
    Running begin(Call next, Attended by) {
        errors.begin(next.whose());
        return new Running(process, errors, by);
    }

    Pipe output() {
        return process.output();
    }

    /** Whether it was, or is about to be, asked to end. */
    boolean isLate() {
        return attended.isLate().getAsBoolean();
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
    Optional<Exit> exit() throws InterruptedException {
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
