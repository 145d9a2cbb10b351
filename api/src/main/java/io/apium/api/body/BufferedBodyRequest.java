package io.apium.api.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** A request whose body has been read. */
public final class BufferedBodyRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final ByteArrayInputStream unread;

    BufferedBodyRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
        this.unread = new ByteArrayInputStream(body);
    }

    /** The body of a request that went through {@link BodyFilter}; empty when it had none. It is not a copy. */
    public static byte[] bodyOf(HttpServletRequest request) {
        BufferedBodyRequest read = WebUtils.getNativeRequest(request, BufferedBodyRequest.class);
        return read == null ? new byte[0] : read.body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Unread();
    }

    private final class Unread extends ServletInputStream {

        @Override
        public int read() {
            return unread.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return unread.read(bytes, offset, length);
        }

        /** Returns the body itself, without a copy, when all of it is read at once: it can be large. */
        @Override
        public byte[] readNBytes(int length) throws IOException {
            if (length == body.length && unread.available() == length) {
                unread.skip(length);
                return body;
            }
            return unread.readNBytes(length);
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public void mark(int limit) {
            unread.mark(limit);
        }

        @Override
        public void reset() {
            unread.reset();
        }

        @Override
        public boolean isFinished() {
            return unread.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            throw new UnsupportedOperationException("the body is there already");
        }
    }
}
