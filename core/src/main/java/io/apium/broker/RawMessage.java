package io.apium.broker;

import io.apium.bound.JsonNumber;
import io.apium.canvas.TaskMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came, whether a task can be read from it or not.
 *
 * @param headers values of JSON by name
 * @param properties AMQP's own, by the names that Celery knows them by: {@code content_type}, {@code content_encoding},
 *     {@code correlation_id}, {@code reply_to}, {@code priority}
 * @param body its bytes in base64
 */
public record RawMessage(Map<String, @Nullable Object> headers, Map<String, String> properties, String body) {

    /** The header that counts how often the message was taken up again by hand; a Celery worker takes no notice of it. */
    public static final String REPLAYS = TaskMessage.REPLAYS;

    // written out in full, since a compact constructor's class file forgets which elements may be null
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
     * The same message as if it had never been sent: no attempt was made, nothing holds it up, it does not expire, and when
     * it was sent is not known. Only that it is one replay more is said in it.
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
