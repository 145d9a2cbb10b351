package io.apium.worker.process;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process writes for people to read: the log of the task that it is at, and the last of it for the task's error. It
 * is read to its end whatever it is, so that no process waits for a reader; only the first lines of an attempt are logged.
 */
public final class TaskOutput {

    /** Whom it is written for. */
    public record Whose(String task, String id) {}

    /** In characters. */
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

    /** What is written from now on belongs to another attempt. */
    public void begin(Whose next) {
        whose = next;
        logged = 0;
        synchronized (tail) {
            tail.setLength(0);
        }
    }

    /** The last that was written for the attempt, as text: what is not UTF-8 is replaced. */
    public String tail() {
        synchronized (tail) {
            return tail.toString();
        }
    }

    /** It said so in another way than by writing to the pipe. */
    public void line(String text) {
        keep((text + '\n').toCharArray(), text.length() + 1);
        tell(new StringBuilder(text.substring(0, Math.min(text.length(), LINE_LENGTH_MAX))));
    }

    /** Completed when there is no more to come. */
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
            String text = before < LINES_LOGGED_MAX ? line.toString() : "(what else it says is not logged)";
            log.info("{} {}: {}", whose.task(), whose.id(), text);
            logged = before + 1;
        }
        line.setLength(0);
    }
}
