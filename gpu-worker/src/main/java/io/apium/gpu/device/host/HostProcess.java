package io.apium.gpu.device.host;

import io.apium.gpu.wire.FrameReader;
import io.apium.gpu.wire.FrameWriter;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.InvalidFrameException;
import io.apium.worker.process.ProcessGroup;
import io.apium.worker.process.TaskOutput;
import io.apium.worker.process.TaskOutput.Whose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A host in a process of its own, which is killed when this process ends. */
final class HostProcess implements Host {

    private static final Logger log = LoggerFactory.getLogger(HostProcess.class);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    private static final int REPORT_LENGTH_MAX = 600;
    private static final Pattern TELLING = Pattern.compile("^SIG[A-Z]+ |^C  \\[|Assertion|corruption|^malloc|^free");

    private final ProcessGroup process;
    private final FrameWriter frames;
    private final TaskOutput output;
    private final CompletableFuture<String> gone = new CompletableFuture<>();

    private HostProcess(ProcessGroup process, String name) {
        this.process = process;
        this.frames = new FrameWriter(process.input());
        this.output = new TaskOutput(process.errors(), new Whose("device host", name));
    }

    /**
     * @param workspace the working directory of the host, deleted after the host has ended
     * @throws IOException if the process cannot be started
     */
    static HostProcess start(ProcessBuilder builder, String name, Path workspace, Consumer<HostFrame> onFrame)
            throws IOException {
        HostProcess host = new HostProcess(ProcessGroup.start(builder), name);
        var _ = host.process.output().read(() -> host.listen(onFrame)).whenComplete((_, _) -> host.over(workspace));
        return host;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void send(HostFrame frame) {
        try {
            frames.write(frame);
        } catch (IOException e) {
            log.debug("device host: frame not sent pid={}", pid(), e);
        }
    }

    @Override
    public CompletableFuture<String> gone() {
        return gone;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        var _ = process.closeInput();
        var _ = process.onExit()
                .orTimeout(LEAVE.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, _) -> kill());
    }

    private void listen(Consumer<HostFrame> onFrame) throws IOException {
        FrameReader in = new FrameReader(process.output().stream());
        try {
            for (HostFrame frame = in.read(); frame != null; frame = in.read()) {
                onFrame.accept(frame);
            }
        } catch (InvalidFrameException | RuntimeException e) {
            log.warn("device host: invalid frame, killing the host pid={}", pid(), e);
        }
    }

    /** Runs when the host has closed its end of the pipe. */
    private void over(Path workspace) {
        String end = "its host ended";
        try {
            Optional<String> exit = process.exit(ProcessGroup.LINGER).map(code -> "ended with " + code);
            process.kill();
            output.ended().orTimeout(LEAVE.toNanos(), TimeUnit.NANOSECONDS).join();
            end = "its host " + exit.orElse("closed its end of the pipe") + crashReport();
            FileSystemUtils.deleteRecursively(workspace);
        } catch (InterruptedException e) {
            // runs on a pipe thread, which is only interrupted when this process ends
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.warn("device host: workspace not deleted pid={} folder={}", pid(), workspace, e);
        } finally {
            gone.complete(end);
        }
    }

    /** The most useful lines of the host's output: the JVM's report of a signal, or else the last line. */
    private String crashReport() {
        List<String> lines = output.tail()
                .lines()
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> telling = lines.stream()
                .filter(line -> TELLING.matcher(line).find())
                .map(line -> line.replaceFirst(" at pc=.*", ""))
                .toList();
        List<String> shown = telling.isEmpty() ? lines.subList(Math.max(0, lines.size() - 1), lines.size()) : telling;
        String report = String.join(", ", shown);
        return report.isEmpty() ? "" : ": " + report.substring(0, Math.min(REPORT_LENGTH_MAX, report.length()));
    }
}
