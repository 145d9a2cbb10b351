package io.apium.worker.process;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stderr of a process: it is logged for the current attempt, and its tail becomes part of the task's error. It is
 * always read to its end, so that no process waits for a reader; only the first lines of an attempt are logged.
 */
public final class TaskOutput {

    /** The task and attempt that the output belongs to. */
    public record Whose(String task, String id) {}

    /** The maximal length of {@link #tail} in characters. */
    public static final int TAIL_LENGTH_MAX = 8_192;

    private static final int LINES_LOGGED_MAX = 1_000;
    private static final int LINE_LENGTH_MAX = 2_000;

    private static final Logger log = LoggerFactory.getLogger(TaskOutput.class);

    private final Reader reader;
    private final CompletableFuture<Void> ended;
    private final StringBuilder tail = new StringBuilder();
    private volatile Whose whose;
    private volatile int logged;

    public TaskOutput(OutputPipe pipe, Whose whose) {
        this.reader = new InputStreamReader(pipe.stream(), StandardCharsets.UTF_8);
        this.whose = whose;
        this.ended = pipe.read(this::read);
    }

    /** Assigns all further output to another attempt. */
    public void begin(Whose next) {
        whose = next;
        logged = 0;
        synchronized (tail) {
            tail.setLength(0);
        }
    }

    /** The last output of the current attempt, with invalid UTF-8 replaced. */
    public String tail() {
        synchronized (tail) {
            return tail.toString();
        }
    }

    /** Adds a line that does not come from the stderr pipe. */
    public void line(String text) {
        keep((text + '\n').toCharArray(), text.length() + 1);
        tell(new StringBuilder(text.substring(0, Math.min(text.length(), LINE_LENGTH_MAX))));
    }

    /** Completes at the end of the output. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void read() throws IOException {
        StringBuilder line = new StringBuilder();
        char[] buffer = new char[TAIL_LENGTH_MAX];
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            keep(buffer, count);
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    tell(line);
                } else if (line.length() < LINE_LENGTH_MAX) {
                    line.append(Character.isISOControl(buffer[i]) ? ' ' : buffer[i]);
                }
            }
        }
        tell(line);
    }

    private void keep(char[] buffer, int count) {
        synchronized (tail) {
            tail.append(buffer, 0, count);
            tail.delete(0, Math.max(0, tail.length() - TAIL_LENGTH_MAX));
        }
    }

    private synchronized void tell(StringBuilder line) {
        int before = logged;
        if (!line.toString().isBlank() && before <= LINES_LOGGED_MAX) {
            String text = before < LINES_LOGGED_MAX ? line.toString() : "(further output is not logged)";
            log.info("{} {}: {}", whose.task(), whose.id(), text);
            logged = before + 1;
        }
        line.setLength(0);
    }
}
