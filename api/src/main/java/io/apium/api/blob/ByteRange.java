package io.apium.api.blob;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * The bytes that are asked for.
 *
 * @param from the first one
 * @param isPart whether they are fewer than all by the client's wish
 */
record ByteRange(long from, long bytes, boolean isPart) {

    /**
     * What a Range header (RFC 9110, 14.2) asks for. A server may send everything instead, and this one does for several
     * ranges and for a header that makes no sense.
     *
     * @throws ApiException when it asks for nothing that is there
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
        } catch (IllegalArgumentException senseless) {
            return List.of();
        }
    }

    /** The Content-Range of an answer. */
    String header(long size) {
        return "bytes " + from + "-" + (from + bytes - 1) + "/" + size;
    }
}
