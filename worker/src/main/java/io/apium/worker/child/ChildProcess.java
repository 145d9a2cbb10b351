package io.apium.worker.child;

import io.apium.worker.child.ChildFrame.Kind;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.process.ExitStatus;
import io.apium.worker.process.ProcessGroup;
import io.apium.worker.process.TaskOutput;
import io.apium.worker.process.TaskOutput.Whose;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process, as the worker sees it. It runs one attempt at a time. */
public final class ChildProcess {

    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    static final Whose NOBODY = new Whose("a child", "at its start");

    private final ProcessGroup process;
    private final DataOutputStream frames;
    private final TaskOutput output;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<ChildProcess> ready = new CompletableFuture<>();
    private final CompletableFuture<ChildProcess> gone = new CompletableFuture<>();
    private volatile @Nullable PendingCall pendingCall;
    private volatile boolean dismissed;
    private long attempts;

    /** One attempt: its future result, and the receiver of its progress reports and printed lines. */
    private record PendingCall(CompletableFuture<ChildFrame> answer, Consumer<ChildFrame> said) {}

    private ChildProcess(ProcessGroup process) {
        this.process = process;
        this.frames = new DataOutputStream(new BufferedOutputStream(process.input()));
        this.output = new TaskOutput(process.errors(), NOBODY);
        var _ = process.output()
                .read(() -> listen(new DataInputStream(new BufferedInputStream(process.output().stream()))))
                .thenRun(this::over);
    }

    /** @throws IOException if the process cannot be started */
    static ChildProcess start(ProcessBuilder builder, String setup) throws IOException {
        ChildProcess child = new ChildProcess(ProcessGroup.start(builder));
        child.send(new ChildFrame(Kind.SETUP, setup));
        return child;
    }

    /** Completes with this child when it is ready for calls, or exceptionally with the reason why it is not. */
    CompletableFuture<ChildProcess> ready() {
        return ready;
    }

    /** Completes, never exceptionally, with this child when the process has ended. */
    CompletableFuture<ChildProcess> gone() {
        return gone;
    }

    public long pid() {
        return process.pid();
    }

    /** The time since the start of the process. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    long attempts() {
        return attempts;
    }

    /** Whether the child can run another attempt. */
    boolean isFit() {
        return !dismissed && process.isAlive() && !gone.isDone();
    }

    /**
     * Starts an attempt. The previous attempt must have ended.
     *
     * @param said receives each progress report and printed line of the handler
     * @return the result, or a {@link ChildLostException}
     */
    public CompletableFuture<ChildFrame> call(String attempt, Whose whose, Consumer<ChildFrame> said) {
        CompletableFuture<ChildFrame> answer = new CompletableFuture<>();
        pendingCall = new PendingCall(answer, said);
        attempts++;
        output.begin(whose);
        send(new ChildFrame(Kind.CALL, attempt));
        if (gone.isDone()) {
            // the process ended before the pending call was set
            over();
        }
        return answer;
    }

    /** The last output of the handler, or null if the handler printed nothing. */
    public @Nullable String lastWords() {
        String tail = output.tail();
        return tail.isBlank() ? null : tail;
    }

    /** Interrupts the handler because its soft time limit has passed. */
    public void late() {
        send(new ChildFrame(Kind.LATE));
    }

    /** Kills the process and all its descendants. */
    public void kill() {
        dismissed = true;
        process.kill();
    }

    /** Asks an idle child to exit. */
    void close() {
        dismissed = true;
        var _ = process.closeInput();
        var _ = process.onExit()
                .orTimeout(LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, _) -> kill());
    }

    /** Asks an idle child to exit, and waits for it. */
    Optional<ExitStatus> close(Duration limit) throws InterruptedException {
        var _ = process.closeInput();
        Optional<ExitStatus> exit = process.exit(limit);
        kill();
        return exit;
    }

    /** A frame that cannot be sent is dropped, because {@link #gone} reports the end of the child. */
    private void send(ChildFrame frame) {
        try {
            frame.write(frames);
        } catch (IOException e) {
            log.debug("child: frame not sent pid={} kind={}", pid(), frame.kind(), e);
        }
    }

    private void listen(DataInputStream in) throws IOException {
        for (ChildFrame frame = ChildFrame.read(in); frame != null; frame = ChildFrame.read(in)) {
            PendingCall now = pendingCall;
            switch (frame.kind()) {
                case READY -> ready.complete(this);
                case REFUSED -> ready.completeExceptionally(new ChildLostException(frame.body()));
                case LINE -> output.line(frame.body());
                case PROGRESS -> {
                    if (now != null) {
                        now.said().accept(frame);
                    }
                }
                case SUCCESS, FAILURE, RETRY -> {
                    if (now != null) {
                        now.answer().complete(frame);
                    }
                }
                case SETUP, CALL, LATE -> throw new IOException("unexpected frame from a child: " + frame.kind());
            }
        }
    }

    /** Runs when the child has closed its end of the pipe. */
    private void over() {
        String end = ending();
        process.kill();
        ChildLostException lost = new ChildLostException(end);
        gone.complete(this);
        ready.completeExceptionally(lost);
        PendingCall last = pendingCall;
        if (last != null) {
            last.answer().completeExceptionally(lost);
        }
    }

    private String ending() {
        try {
            String exit = process.exit(ProcessGroup.LINGER)
                    .map(code -> "ended with " + code)
                    .orElse("closed its end of the pipe");
            String tail = output.tail().strip();
            return "its process " + exit + (tail.isEmpty() ? "" : "; its last output: " + tail);
        } catch (InterruptedException e) {
            // runs on a pipe thread, which is only interrupted when this process ends
            Thread.currentThread().interrupt();
            return "its process ended";
        }
    }
}
