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

/** A child process, seen by its parent. It makes one attempt at a time. */
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
    private volatile @Nullable Turn turn;
    private volatile boolean dismissed;
    private long attempts;

    /** One attempt: what it came to, and who hears what it says meanwhile. */
    private record Turn(CompletableFuture<ChildFrame> answer, Consumer<ChildFrame> said) {}

    private ChildProcess(ProcessGroup process) {
        this.process = process;
        this.frames = new DataOutputStream(new BufferedOutputStream(process.input()));
        this.output = new TaskOutput(process.errors(), NOBODY);
        var _ = process.output()
                .read(() -> listen(new DataInputStream(new BufferedInputStream(process.output().stream()))))
                .thenRun(this::over);
    }

    /** @throws IOException when there is no process to be had */
    static ChildProcess start(ProcessBuilder builder, String setup) throws IOException {
        ChildProcess child = new ChildProcess(ProcessGroup.start(builder));
        child.send(new ChildFrame(Kind.SETUP, setup));
        return child;
    }

    /** Completed with itself when it can be called; a failure says why it never can. */
    CompletableFuture<ChildProcess> ready() {
        return ready;
    }

    /** Completed with itself when it is no more, and never with a failure. */
    CompletableFuture<ChildProcess> gone() {
        return gone;
    }

    public long pid() {
        return process.pid();
    }

    /** From its start until now. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    long attempts() {
        return attempts;
    }

    /** Whether it can make another attempt. */
    boolean isFit() {
        return !dismissed && process.isAlive() && !gone.isDone();
    }

    /**
     * Begins an attempt; the one before has ended.
     *
     * @param said is given every report and line of its handler's
     * @return what it came to, or a failure with {@link ChildLostException}
     */
    public CompletableFuture<ChildFrame> call(String attempt, Whose whose, Consumer<ChildFrame> said) {
        CompletableFuture<ChildFrame> answer = new CompletableFuture<>();
        turn = new Turn(answer, said);
        attempts++;
        output.begin(whose);
        send(new ChildFrame(Kind.CALL, attempt));
        if (gone.isDone()) {
            // it went before anybody could tell the turn so
            over();
        }
        return answer;
    }

    /** The last that its handler has printed, or null for nothing. */
    public @Nullable String lastWords() {
        String tail = output.tail();
        return tail.isBlank() ? null : tail;
    }

    /** Tells the handler that its soft limit is over. */
    public void late() {
        send(new ChildFrame(Kind.LATE));
    }

    /** Ends it and all that it has started, now. */
    public void kill() {
        dismissed = true;
        process.kill();
    }

    /** It is idle, and may end in good order. */
    void close() {
        dismissed = true;
        var _ = process.closeInput();
        var _ = process.onExit()
                .orTimeout(LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, _) -> kill());
    }

    /** The same, waited for. */
    Optional<ExitStatus> close(Duration limit) throws InterruptedException {
        var _ = process.closeInput();
        Optional<ExitStatus> exit = process.exit(limit);
        kill();
        return exit;
    }

    /** What does not get through is lost with the child, whose end is noticed by whoever listens to it. */
    private void send(ChildFrame frame) {
        try {
            frame.write(frames);
        } catch (IOException e) {
            log.debug("child {} was not told {}", pid(), frame.kind(), e);
        }
    }

    private void listen(DataInputStream in) throws IOException {
        for (ChildFrame frame = ChildFrame.read(in); frame != null; frame = ChildFrame.read(in)) {
            Turn now = turn;
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
                case SETUP, CALL, LATE -> throw new IOException("a child does not say " + frame.kind());
            }
        }
    }

    /** It says no more, so it is of no use any more. */
    private void over() {
        String end = ending();
        process.kill();
        ChildLostException lost = new ChildLostException(end);
        gone.complete(this);
        ready.completeExceptionally(lost);
        Turn last = turn;
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
            return "its process " + exit + (tail.isEmpty() ? "" : "; the last that it wrote: " + tail);
        } catch (InterruptedException e) {
            // on a thread of pipes, which nobody interrupts but the end of this process
            Thread.currentThread().interrupt();
            return "its process ended";
        }
    }
}
