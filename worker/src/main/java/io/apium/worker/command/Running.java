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

/** A command's process, and what it says to people. */
record Running(ProcessGroup process, TaskOutput errors) {

    /** How long what a process has left in its pipes may take to arrive when the process itself has ended. */
    static final Duration LINGER = ProcessGroup.LINGER;

    /** @throws IOException when there is no such executable any more, or no process to be had */
    static Running start(Command command, Call first) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.argv()).directory(command.folder().toFile());
        builder.environment().keySet().retainAll(command.environment());
        ProcessGroup process = ProcessGroup.start(builder);
        return new Running(process, new TaskOutput(process.errors(), first.whose()));
    }

    Pipe output() {
        return process.output();
    }

    /** What it wrote to stderr, given the time that the last of it takes to arrive. */
    String lastWords() throws InterruptedException {
        await(errors.ended());
        return errors.tail();
    }

    /** @return whether it came to that, after {@link #LINGER} at most */
    static boolean await(CompletableFuture<Void> reading) throws InterruptedException {
        try {
            reading.get(LINGER.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            // somebody that the process left behind holds the pipe: what has come until now is all that counts
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pipe's end is never a failure", e);
        }
    }

    /** How it ended, or empty when that cannot be said within {@link #LINGER}. */
    Optional<Exit> exit() throws InterruptedException {
        return process.exit(LINGER);
    }

    void kill() {
        process.kill();
    }
}
