package io.apium.api.blob;

import io.apium.store.BlobStore.Blob;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The response headers of a blob. */
final class BlobHeaders {

    /** An HTTP date (RFC 9110, 5.6.7). */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private BlobHeaders() {}

    static void describe(Blob blob, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("Sunset", DATE.format(blob.expires()));
    }

    /**
     * Sets the headers of a download. The client that uploaded the blob chose its media type, so a browser must not run
     * a blob as a page of the API: it shows the blob in a sandbox, if at all.
     */
    static void measure(Blob blob, ByteRange part, HttpServletResponse response) {
        response.setContentType(blob.type());
        response.setContentLengthLong(part.bytes());
        response.setHeader(
                BlobDigest.REPRESENTATION, BlobDigest.header(blob.id().digest()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox");
        if (part.isPart()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(HttpHeaders.CONTENT_RANGE, part.header(blob.bytes()));
        }
    }
}
