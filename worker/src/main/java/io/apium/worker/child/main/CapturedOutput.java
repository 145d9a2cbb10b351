package io.apium.worker.child.main;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Replaces stdout and stderr, and passes on what handlers print, line by line. Only the first 1,001 lines of an attempt
 * are passed on, which limits the cost of excessive output.
 */
final class CapturedOutput extends OutputStream {

    /** One line more than the parent logs, so that the parent can log that further output is missing. */
    private static final int LINES_MAX = 1_001;

    private static final int LINE_BYTES_MAX = 8_000;

    private final Consumer<String> said;
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int length;
    private int lines;

    CapturedOutput(Consumer<String> said) {
        this.said = said;
    }

    void replaceStandardOutput() {
        PrintStream stream = new PrintStream(this, false, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    /** Assigns all further output to another attempt. */
    synchronized void begin() {
        tell();
        lines = 0;
    }

    @Override
    public synchronized void write(int value) {
        if (value == '\n') {
            tell();
        } else if (length < LINE_BYTES_MAX) {
            line[length++] = (byte) value;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            write(bytes[i]);
        }
    }

    /** Passes on the current line, even if it is unfinished. */
    synchronized void tell() {
        if (length > 0 && lines < LINES_MAX) {
            said.accept(new String(line, 0, length, StandardCharsets.UTF_8));
            lines++;
        }
        length = 0;
    }
}
