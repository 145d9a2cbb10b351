package io.apium.broker;

import io.apium.bound.JsonNumber;
import io.apium.canvas.TaskMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was delivered, whether a task can be read from it or not.
 *
 * @param headers JSON values by name
 * @param properties AMQP's own, by Celery's names for them: {@code content_type}, {@code content_encoding},
 *     {@code correlation_id}, {@code reply_to}, {@code priority}
 * @param body its bytes in base64
 */
public record RawMessage(Map<String, @Nullable Object> headers, Map<String, String> properties, String body) {

    /** The header that counts how often the message was replayed; a Celery worker ignores it. */
    public static final String REPLAYS = TaskMessage.REPLAYS;

    // written out in full, since a compact constructor's class file loses which elements may be null
    public RawMessage(Map<String, @Nullable Object> headers, Map<String, String> properties, String body) {
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.properties = Map.copyOf(properties);
        this.body = body;
    }

    public int replays() {
        Long replays = JsonNumber.whole(headers.get(REPLAYS));
        return replays == null ? 0 : Math.clamp(replays, 0, Integer.MAX_VALUE - 1);
    }

    /**
     * The same message as if it had never been sent: no attempt was made, no limit holds it back, it does not expire,
     * and its time of sending is not known. It has one replay more.
     */
    public RawMessage afresh() {
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>(headers);
        fresh.computeIfPresent("retries", (_, _) -> 0);
        fresh.computeIfPresent("eta", (_, _) -> null);
        fresh.computeIfPresent("expires", (_, _) -> null);
        fresh.remove(TaskMessage.SENT);
        fresh.put(REPLAYS, replays() + 1);
        return new RawMessage(fresh, properties, body);
    }
}
