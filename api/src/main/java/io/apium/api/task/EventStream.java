package io.apium.api.task;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Server-sent events as the HTML standard writes them, each sent off at once. */
public final class EventStream {

    private final OutputStream out;

    public EventStream(OutputStream out) {
        this.out = out;
    }

    /** How long the client waits before it comes again when it was cut off. */
    public void retry(Duration delay) throws IOException {
        send("retry: " + delay.toMillis() + "\n\n");
    }

    /** @param data any text; each line of it becomes a line of the event */
    public void event(String id, String name, String data) throws IOException {
        StringBuilder event = new StringBuilder(data.length() + 64);
        event.append("id: ").append(id).append("\nevent: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        send(event.append('\n').toString());
    }

    /** Says nothing, so that neither end nor any proxy takes the connection for dead. */
    public void heartbeat() throws IOException {
        send(":\n\n");
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
