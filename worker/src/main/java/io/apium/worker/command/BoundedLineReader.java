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

/** stdout of a process that answers in lines. One that says more than it was asked is killed: its answers mean nothing. */
final class BoundedLineReader {

    /** What comes out of it. */
    sealed interface Heard {

        record Line(String text) implements Heard {}

        /** What no answer can be; the process was killed. */
        record Rubbish(String what) implements Heard {}

        /** Nothing comes after this. */
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
        // and if somebody else, whom the process has left behind, holds its stdout open
        var _ = process.process().onExit().thenRunAsync(this::end, afterLinger());
    }

    Heard next() throws InterruptedException {
        return heard.take();
    }

    /** Whether all that was said was asked for, and has been heard. */
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
            refuse("wrote more than one line for an answer to stdout and was killed");
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
            refuse("wrote to stdout what is not UTF-8 and was killed");
            return false;
        }
    }

    private void refuse(String what) {
        heard.add(new Heard.Rubbish(what));
        process.kill();
    }
}
