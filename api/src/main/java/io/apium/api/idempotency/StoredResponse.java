package io.apium.api.idempotency;

import io.apium.store.IdempotencyStore.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Copies a response to an answer for the store, and back. */
final class StoredResponse {

    private static final String CONTENT_TYPE = "Content-Type";

    private StoredResponse() {}

    static Answer of(ContentCachingResponseWrapper response) {
        Map<String, String> headers = new HashMap<>();
        for (String name : response.getHeaderNames()) {
            String value = response.getHeader(name);
            if (value != null && !name.equalsIgnoreCase("Content-Length")) {
                headers.put(name, value);
            }
        }
        if (response.getContentType() != null) {
            headers.put(CONTENT_TYPE, response.getContentType());
        }
        String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        return new Answer(response.getStatus(), headers, body);
    }

    static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
