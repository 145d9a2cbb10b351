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

/** A child process together with every process it has started. The whole group is killed at once. */
public final class ProcessGroup {

    /** How long the rest of the group may outlive the process, and how long reading the rest of its output may take. */
    public static final Duration LINGER = Duration.ofSeconds(1);

    private static final Optional<Path> SETSID = SearchPath.find("setsid");

    private final Process process;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private ProcessGroup(Process process, ProcessReaper.DeathSignal signal) {
        this.process = process;
        if (SETSID.isPresent()) {
            ProcessReaper.OF_THIS_JVM.keep(pid(), signal);
        }
        var _ = process.onExit()
                .thenRunAsync(
                        this::killGroup, CompletableFuture.delayedExecutor(LINGER.toNanos(), TimeUnit.NANOSECONDS));
    }

    /**
     * Starts a process that is killed when this JVM ends.
     *
     * @param builder the command, whose first word must be an absolute path; the builder must not be used again
     * @throws IOException if the executable does not exist or the process cannot be started
     */
    public static ProcessGroup start(ProcessBuilder builder) throws IOException {
        return start(builder, ProcessReaper.DeathSignal.KILL);
    }

    /**
     * Starts a server that receives SIGTERM, so that it can save its data, when this JVM ends.
     *
     * @param folder a folder that is deleted when this JVM ends
     */
    public static ProcessGroup startServer(ProcessBuilder builder, Path folder) throws IOException {
        ProcessGroup server = start(builder, ProcessReaper.DeathSignal.TERM);
        if (SETSID.isPresent()) {
            ProcessReaper.OF_THIS_JVM.delete(folder);
        }
        return server;
    }

    private static ProcessGroup start(ProcessBuilder builder, ProcessReaper.DeathSignal signal) throws IOException {
        List<String> argv = builder.command();
        if (!SearchPath.isExecutable(Path.of(argv.getFirst()))) {
            // setsid itself would start successfully and report the error only later
            throw new IOException("there is no executable " + argv.getFirst());
        }
        if (SETSID.isPresent()) {
            ProcessReaper.OF_THIS_JVM.start();
        }
        builder.command(Stream.concat(SETSID.map(Path::toString).stream(), argv.stream())
                .toList());
        return new ProcessGroup(builder.start(), signal);
    }

    /** The id of the process, which is also the id of its process group. */
    public long pid() {
        return process.pid();
    }

    public OutputPipe output() {
        return new OutputPipe(process.getInputStream());
    }

    public OutputPipe errors() {
        return new OutputPipe(process.getErrorStream());
    }

    /** The stdin of the process. Writes block until the process reads. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Writes to stdin without blocking the caller. Bytes that a process does not read are lost without an error: the
     * exit code or the response of the process tells more.
     *
     * @return completes, never exceptionally, when all bytes are in the pipe
     */
    public CompletableFuture<Void> write(byte[] bytes) {
        return OutputPipe.aside("writing to", () -> {
            input().write(bytes);
            input().flush();
        });
    }

    /** Closes stdin, so that the process reads EOF. */
    public CompletableFuture<Void> closeInput() {
        return OutputPipe.aside("closing", input()::close);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<ExitStatus> onExit() {
        return process.onExit().thenApply(ended -> new ExitStatus(ended.exitValue()));
    }

    /** Waits for the process to exit. */
    public ExitStatus exit() throws InterruptedException {
        return new ExitStatus(process.waitFor());
    }

    /** @return the exit status, or empty if the process is still running after {@code limit} */
    public Optional<ExitStatus> exit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new ExitStatus(process.exitValue()))
                : Optional.empty();
    }

    /** Sends SIGTERM. Output that the process writes afterwards is still read. */
    public void terminate() {
        // Process.destroy() would close the pipes
        process.toHandle().destroy();
    }

    /** Sends SIGKILL to the process and its whole group, also if the process itself has just exited. */
    public void kill() {
        List<ProcessHandle> descendants =
                process.isAlive() ? process.descendants().toList() : List.of();
        process.destroyForcibly();
        killGroup();
        // descendants that started a session of their own are not in the group
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the group only once: after the group has ended, the system may reuse its number. */
    private void killGroup() {
        if (SETSID.isPresent() && isOver.compareAndSet(false, true)) {
            ProcessReaper.OF_THIS_JVM.kill(pid());
        }
    }
}
