package io.apium.api.body;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the unread rest of a body after the response was sent, so that a client that is still sending receives the
 * response, and closes the connection when that takes longer than five seconds. Tomcat by itself would continue to read
 * for as long as the client sends a byte now and then.
 */
final class UnreadBody extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    UnreadBody() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        // a client that waits for 100 Continue has sent nothing, and Tomcat closes its connection
        if (hasBody(request) && request.getHeader("Expect") == null && !isRead(request)) {
            response.finishResponse();
            if (!drained(request)) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isRead(Request request) {
        AtomicBoolean isRead = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, isRead);
        return isRead.get();
    }

    /** Reads from Tomcat's request, because the stream of the servlet is closed when the response is complete. */
    private static boolean drained(Request request) {
        long began = System.nanoTime();
        Discarded discarded = new Discarded();
        try {
            while (System.nanoTime() - began < LIMIT.toNanos()) {
                if (request.getCoyoteRequest().doRead(discarded) < 0) {
                    return true;
                }
            }
        } catch (IOException broken) {
            LOG.debug("what is left of the body of {} cannot be read", request.getRequestURI(), broken);
        }
        return false;
    }

    /** Discards the bytes that it receives. */
    private static final class Discarded implements ApplicationBufferHandler {

        private @Nullable ByteBuffer bytes;

        @Override
        public void setByteBuffer(ByteBuffer read) {
            bytes = read;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // the bytes are set with setByteBuffer, so nothing must grow
        }
    }
}
