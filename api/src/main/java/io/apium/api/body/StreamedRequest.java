package io.apium.api.body;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose body is read by its handler, against the clock. */
final class StreamedRequest extends HttpServletRequestWrapper {

    private final TimedBody body;

    StreamedRequest(HttpServletRequest request, TimedBody body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }
}
