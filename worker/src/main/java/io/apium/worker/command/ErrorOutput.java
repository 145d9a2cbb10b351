package io.apium.worker.command;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process writes to stderr: the log of the task that it is at, and the last of it for the task's error. It is read
 * to its end whatever it is, so that no process waits for a reader; only the first lines of an attempt are logged.
 */
final class ErrorOutput {

    static final int TAIL_LENGTH_MAX = 8_192;
    static final int LINES_LOGGED_MAX = 1_000;
    private static final int LINE_LENGTH_MAX = 2_000;

    private static final Logger log = LoggerFactory.getLogger(ErrorOutput.class.getPackageName());

    private final Reader reader;
    private final CompletableFuture<Void> ended;
    private final StringBuilder tail = new StringBuilder();
    private volatile Call call;
    private volatile int logged;

    ErrorOutput(Running.Pipe stderr, Call call) {
        this.reader = new InputStreamReader(stderr.stream(), StandardCharsets.UTF_8);
        this.call = call;
        this.ended = stderr.read(this::read);
    }

    /** What is written from now on belongs to another attempt. */
    void begin(Call next) {
        call = next;
        logged = 0;
        synchronized (tail) {
            tail.setLength(0);
        }
    }

    String tail() {
        synchronized (tail) {
            return tail.toString();
        }
    }

    /** Completed when there is no more to come. */
    CompletableFuture<Void> ended() {
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

    private void tell(StringBuilder line) {
        int before = logged;
        if (!line.toString().isBlank() && before <= LINES_LOGGED_MAX) {
            String text = before < LINES_LOGGED_MAX ? line.toString() : "(what else it says is not logged)";
            log.info("{} {}: {}", call.message().task(), call.message().id(), text);
            logged = before + 1;
        }
        line.setLength(0);
    }
}
