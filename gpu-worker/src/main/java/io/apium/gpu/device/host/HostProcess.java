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

/** A host that is a process of its own. It ends when this process does, however that ends. */
final class HostProcess implements Host {

    private static final Logger log = LoggerFactory.getLogger(HostProcess.class);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    private static final int WORDS_MAX = 600;
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
     * @param workspace its own, which goes when it does
     * @throws IOException when there is no process to be had
     */
    static HostProcess start(ProcessBuilder builder, String name, Path workspace, Consumer<HostFrame> said)
            throws IOException {
        HostProcess host = new HostProcess(ProcessGroup.start(builder), name);
        var _ = host.process.output().read(() -> host.listen(said)).whenComplete((_, _) -> host.over(workspace));
        return host;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void tell(HostFrame frame) {
        try {
            frames.write(frame);
        } catch (IOException e) {
            log.debug("the host {} was not told", pid(), e);
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

    private void listen(Consumer<HostFrame> said) throws IOException {
        FrameReader in = new FrameReader(process.output().stream());
        try {
            for (HostFrame frame = in.read(); frame != null; frame = in.read()) {
                said.accept(frame);
            }
        } catch (InvalidFrameException | RuntimeException e) {
            log.warn("the host {} says what it should not, and is ended", pid(), e);
        }
    }

    /** It says no more, so it is of no use any more. */
    private void over(Path workspace) {
        String end = "its host ended";
        try {
            Optional<String> exit = process.exit(ProcessGroup.LINGER).map(code -> "ended with " + code);
            process.kill();
            output.ended().orTimeout(LEAVE.toNanos(), TimeUnit.NANOSECONDS).join();
            end = "its host " + exit.orElse("closed its end of the pipe") + words();
            FileSystemUtils.deleteRecursively(workspace);
        } catch (InterruptedException e) {
            // on a thread of pipes, which nobody interrupts but the end of this process
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.warn("something of the host {} is left behind in {}", pid(), workspace, e);
        } finally {
            gone.complete(end);
        }
    }

    /** The lines that say most: those of the virtual machine's report of a signal, or else the last. */
    private String words() {
        List<String> lines = output.tail()
                .lines()
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> telling = lines.stream()
                .filter(line -> TELLING.matcher(line).find())
                .map(line -> line.replaceFirst(" at pc=.*", ""))
                .toList();
        List<String> said = telling.isEmpty() ? lines.subList(Math.max(0, lines.size() - 1), lines.size()) : telling;
        String words = String.join(", ", said);
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(WORDS_MAX, words.length()));
    }
}
