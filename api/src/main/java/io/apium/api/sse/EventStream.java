package io.apium.api.sse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Writes server-sent events in the form of the HTML standard and flushes after each. */
public final class EventStream {

    private static final Pattern CONTROLS = Pattern.compile("\\p{IsControl}");

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /**
     * One event.
     *
     * @param id control characters in it are sent as {@code _}, as in {@code name}: a line break would begin another field
     * @param data any text; each line of it becomes a line of the event
     */
    public record Event(String id, String name, String data) {}

    /** Sets the delay before a disconnected client reconnects. */
    void retry(Duration delay) throws IOException {
        send("retry: " + delay.toMillis() + "\n\n");
    }

    void send(Event event) throws IOException {
        StringBuilder text = new StringBuilder(event.data().length() + 64);
        text.append("id: ")
                .append(oneLine(event.id()))
                .append("\nevent: ")
                .append(oneLine(event.name()))
                .append('\n');
        event.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        send(text.append('\n').toString());
    }

    /** Sends an empty comment, so that neither the client nor a proxy closes the connection as idle. */
    void heartbeat() throws IOException {
        send(":\n\n");
    }

    /** The id as the client receives it and sends it back in {@code Last-Event-ID}. */
    public static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll("_");
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
