package io.apium.worker.command;

import io.apium.worker.process.OutputPipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads response lines from the stdout of a process. A process that writes more than was requested is killed. */
final class BoundedLineReader {

    /** A line, invalid output, or the end of the output. */
    sealed interface Heard {

        record Line(String text) implements Heard {}

        /** Output that cannot be a response; the process was killed. */
        record Rubbish(String what) implements Heard {}

        /** The end of the output. */
        record End() implements Heard {}
    }

    private static final int BUFFER_BYTES = 8_192;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CommandProcess process;
    private final int bytesMax;

    BoundedLineReader(CommandProcess process, int bytesMax) {
        this.process = process;
        this.bytesMax = bytesMax;
        OutputPipe stdout = process.output();
        var _ = stdout.read(() -> read(stdout.stream())).thenRun(this::end);
        // a descendant may keep stdout open after the process itself has ended
        var _ = process.process().onExit().thenRunAsync(this::end, afterLinger());
    }

    Heard next() throws InterruptedException {
        return heard.take();
    }

    /** Whether {@link #next} has returned everything that was read so far. */
    boolean areQuiet() {
        return heard.isEmpty();
    }

    private void end() {
        heard.add(new Heard.End());
    }

    private static Executor afterLinger() {
        return CompletableFuture.delayedExecutor(CommandProcess.LINGER.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void read(InputStream stdout) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = stdout.read(buffer); count >= 0; count = stdout.read(buffer)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, start, i - start);
                    start = i + 1;
                    if (!tell(line)) {
                        return;
                    }
                }
            }
            line.write(buffer, start, count - start);
            if (line.size() > bytesMax) {
                refuse("wrote more than " + bytesMax + " bytes in a line to stdout and was killed");
                return;
            }
        }
    }

    private boolean tell(ByteArrayOutputStream line) {
        if (!areQuiet()) {
            refuse("wrote more than one line per request to stdout and was killed");
            return false;
        }
        if (line.size() > bytesMax) {
            refuse("wrote more than " + bytesMax + " bytes in a line to stdout and was killed");
            return false;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
            line.reset();
            heard.add(new Heard.Line(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()));
            return true;
        } catch (CharacterCodingException _) {
            refuse("wrote invalid UTF-8 to stdout and was killed");
            return false;
        }
    }

    private void refuse(String what) {
        heard.add(new Heard.Rubbish(what));
        process.kill();
    }
}
