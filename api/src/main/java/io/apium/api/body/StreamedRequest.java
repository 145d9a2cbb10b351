package io.apium.api.body;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose handler reads the body, within a time limit. */
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
