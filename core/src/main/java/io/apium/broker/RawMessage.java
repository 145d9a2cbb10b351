package io.apium.broker;

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

    // written out in full, since a compact constructor's class file forgets which elements may be null
    public RawMessage(Map<String, @Nullable Object> headers, Map<String, String> properties, String body) {
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.properties = Map.copyOf(properties);
        this.body = body;
    }

    /** The same message as if it had never been sent: no attempt was made, nothing holds it up, and it does not expire. */
    public RawMessage afresh() {
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>(headers);
        fresh.computeIfPresent("retries", (_, _) -> 0);
        fresh.computeIfPresent("eta", (_, _) -> null);
        fresh.computeIfPresent("expires", (_, _) -> null);
        return new RawMessage(fresh, properties, body);
    }
}
