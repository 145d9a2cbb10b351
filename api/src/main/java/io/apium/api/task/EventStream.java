package io.apium.api.task;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Server-sent events as the HTML standard writes them, each sent off at once. */
public final class EventStream {

    private static final Pattern CONTROLS = Pattern.compile("\\p{IsControl}");

    private final OutputStream out;

    public EventStream(OutputStream out) {
        this.out = out;
    }

    /** How long the client waits before it comes again when it was cut off. */
    public void retry(Duration delay) throws IOException {
        send("retry: " + delay.toMillis() + "\n\n");
    }

    /**
     * @param id of which control characters become {@code _}, as of {@code name}: a line break would begin another field
     * @param data any text; each line of it becomes a line of the event
     */
    public void event(String id, String name, String data) throws IOException {
        StringBuilder event = new StringBuilder(data.length() + 64);
        event.append("id: ")
                .append(oneLine(id))
                .append("\nevent: ")
                .append(oneLine(name))
                .append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        send(event.append('\n').toString());
    }

    /** Says nothing, so that neither end nor any proxy takes the connection for dead. */
    public void heartbeat() throws IOException {
        send(":\n\n");
    }

    /** The text as the client will have read it. */
    static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll("_");
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
