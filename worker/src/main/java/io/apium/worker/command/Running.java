package io.apium.worker.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that was started. Its pipes have threads of their own: a read of them hears no interrupt. */
final class Running {

    /** How long what a process has left in its pipes may take to arrive when the process itself has ended. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Running.class);
    private static final int SIGNALS = 128;

    private static final ExecutorService PIPES = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("apium-command-", 1).factory());

    /** One end of a pipe to a process. */
    record Pipe(InputStream stream) {

        interface Reading {
            void read() throws IOException;
        }

        /** @return completed, and never with a failure, when there is no more to read */
        CompletableFuture<Void> read(Reading reading) {
            return onItsOwn("reading from", reading);
        }
    }

    private final Process process;
    private final ErrorOutput errors;

    private Running(Process process, Call first) {
        this.process = process;
        this.errors = new ErrorOutput(new Pipe(process.getErrorStream()), first);
    }

    /** @throws IOException when there is no such executable any more, or no process to be had */
    static Running start(Command command, Call first) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.argv()).directory(command.folder().toFile());
        builder.environment().keySet().retainAll(command.environment());
        return new Running(builder.start(), first);
    }

    Pipe output() {
        return new Pipe(process.getInputStream());
    }

    ErrorOutput errors() {
        return errors;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /**
     * What a process that does not listen is told is lost; its end, or its answer, says more than that.
     *
     * @return completed, and never with a failure, when all is in the pipe
     */
    CompletableFuture<Void> write(byte[] input) {
        return onItsOwn("writing to", () -> {
            OutputStream stdin = process.getOutputStream();
            stdin.write(input);
            stdin.flush();
        });
    }

    /** The process sees EOF. */
    CompletableFuture<Void> closeInput() {
        return onItsOwn("closing", process.getOutputStream()::close);
    }

    /** @return whether it ended by itself within that time */
    boolean ended(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
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

    /** How it ended, in words; as far as can be said within {@link #LINGER}. */
    String ending() throws InterruptedException {
        if (!ended(LINGER)) {
            return "closed its stdout";
        }
        int code = process.exitValue();
        return "ended with exit code " + code + (code > SIGNALS ? " (signal " + (code - SIGNALS) + ")" : "");
    }

    /** Ends it and all its descendants, now. */
    void kill() {
        if (!process.isAlive()) {
            // what it has left behind has no name any more by which it could be found
            return;
        }
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static CompletableFuture<Void> onItsOwn(String what, Pipe.Reading work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.read();
                    } catch (IOException e) {
                        // the other end is gone, as it is when the process was killed: what was done until then stands
                        log.debug("{} a command's process ended early", what, e);
                    }
                },
                PIPES);
    }
}
