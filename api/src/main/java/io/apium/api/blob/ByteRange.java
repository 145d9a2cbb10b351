package io.apium.api.blob;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * The bytes of a blob to send.
 *
 * @param from the position of the first byte
 * @param isPart whether the client has asked for a range
 */
record ByteRange(long from, long bytes, boolean isPart) {

    /**
     * Parses a Range header (RFC 9110, 14.2). A server may ignore it and send the whole content; this one does for
     * several ranges and for an invalid header.
     *
     * @throws ApiException when the range starts after the content
     */
    static ByteRange of(@Nullable String header, long size) {
        List<HttpRange> ranges = parsed(header);
        if (ranges.size() != 1) {
            return new ByteRange(0, size, false);
        }
        long from = ranges.getFirst().getRangeStart(size);
        if (from >= size) {
            throw new ApiException(new ApiError.NoSuchRange(size));
        }
        return new ByteRange(from, ranges.getFirst().getRangeEnd(size) - from + 1, true);
    }

    private static List<HttpRange> parsed(@Nullable String header) {
        try {
            return HttpRange.parseRanges(header);
        } catch (IllegalArgumentException invalid) {
            return List.of();
        }
    }

    /** The value of Content-Range. */
    String header(long size) {
        return "bytes " + from + "-" + (from + bytes - 1) + "/" + size;
    }
}
