package io.apium.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A process that was started, and all that it has started: killed together. */
public final class ProcessGroup {

    /** How long what a process leaves behind may live, and may take to arrive from its pipes. */
    public static final Duration LINGER = Duration.ofSeconds(1);

    private static final Optional<Path> SETSID = SearchPath.find("setsid");

    private final Process process;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private ProcessGroup(Process process) {
        this.process = process;
        if (SETSID.isPresent()) {
            ProcessReaper.OF_THE_WORKER.keep(pid());
        }
        var _ = process.onExit()
                .thenRunAsync(
                        this::killGroup, CompletableFuture.delayedExecutor(LINGER.toNanos(), TimeUnit.NANOSECONDS));
    }

    /**
     * @param builder its first word is an absolute path; not to be used again
     * @throws IOException when there is no such executable, or no process to be had
     */
    public static ProcessGroup start(ProcessBuilder builder) throws IOException {
        List<String> argv = builder.command();
        if (!SearchPath.isExecutable(Path.of(argv.getFirst()))) {
            // setsid would start, and say so only afterwards
            throw new IOException("there is no executable " + argv.getFirst());
        }
        if (SETSID.isPresent()) {
            ProcessReaper.OF_THE_WORKER.stand();
        }
        builder.command(Stream.concat(SETSID.map(Path::toString).stream(), argv.stream())
                .toList());
        return new ProcessGroup(builder.start());
    }

    /** Of the process, and of its group. */
    public long pid() {
        return process.pid();
    }

    public OutputPipe output() {
        return new OutputPipe(process.getInputStream());
    }

    public OutputPipe errors() {
        return new OutputPipe(process.getErrorStream());
    }

    /** Writes to it wait as long as the process does not read. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Writes without waiting for it. What a process that does not listen is told is lost; its end, or its answer, says more
     * than that.
     *
     * @return completed, and never with a failure, when all is in the pipe
     */
    public CompletableFuture<Void> write(byte[] bytes) {
        return OutputPipe.aside("writing to", () -> {
            input().write(bytes);
            input().flush();
        });
    }

    /** The process sees EOF. */
    public CompletableFuture<Void> closeInput() {
        return OutputPipe.aside("closing", input()::close);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<ExitStatus> onExit() {
        return process.onExit().thenApply(ended -> new ExitStatus(ended.exitValue()));
    }

    /** How it ended, when it has. */
    public ExitStatus exit() throws InterruptedException {
        return new ExitStatus(process.waitFor());
    }

    /** @return how it ended, or empty when it has not within that time */
    public Optional<ExitStatus> exit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new ExitStatus(process.exitValue()))
                : Optional.empty();
    }

    /** Asks the process to end; it is still heard. */
    public void terminate() {
        // that of the process itself would close its pipes
        process.toHandle().destroy();
    }

    /** Ends it and all that it has started, now; also what it left behind, when it has ended a moment ago. */
    public void kill() {
        List<ProcessHandle> descendants =
                process.isAlive() ? process.descendants().toList() : List.of();
        process.destroyForcibly();
        killGroup();
        // and those that have a session of their own
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Once: when the group is gone its number may become another's. */
    private void killGroup() {
        if (SETSID.isPresent() && isOver.compareAndSet(false, true)) {
            ProcessReaper.OF_THE_WORKER.kill(pid());
        }
    }
}
