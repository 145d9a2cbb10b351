package io.apium.api.body;

import io.apium.api.body.BodyMemory.Share;
import io.apium.api.config.ApiProperties;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.problem.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the body of every request that has one, within limits of size, time and memory; blobs are streamed later. */
@Component
@Order(1)
final class BodyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BodyFilter.class);
    private static final String BLOBS = "/v1/blobs";

    /** The memory of an upload: one piece of the blob is sent to Redis while the next one is filled. */
    private static final long BLOB_MEMORY = 4 << 20;

    private final BodyMemory memory;
    private final BodyProperties properties;
    private final long bytesMax;

    BodyFilter(BodyMemory memory, BodyProperties properties, ApiProperties api) {
        this.memory = memory;
        this.properties = properties;
        this.bytesMax = api.maxBodySize().toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() == 0
                || (request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (Share share = memory.open()) {
            refuseEncoded(request);
            TimedBody body = new TimedBody(request.getInputStream(), properties.bodyTimeout());
            if (isBlob(request)) {
                share.grow(BLOB_MEMORY);
                chain.doFilter(new StreamedRequest(request, body), response);
            } else {
                handle(new BufferedBodyRequest(request, read(request, body, share)), response, chain);
            }
        } catch (ApiException refused) {
            ProblemResponses.write(refused.refusal(), request, response);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            ProblemResponses.write(new ApiError.Unavailable(ApiError.Dependency.SERVER), request, response);
        }
    }

    private byte[] read(HttpServletRequest request, TimedBody body, Share share) throws InterruptedException {
        try {
            return new BodyReader(bytesMax, share).read(body, request.getContentLengthLong());
        } catch (IOException broken) {
            LOG.debug("the body of {} {} broke off", request.getMethod(), request.getRequestURI(), broken);
            throw new ApiException(new ApiError.Other(400, "the body broke off, or its chunks are malformed"));
        }
    }

    /**
     * Handles large bodies on a thread of their own, so that they do not occupy the few threads that run all other
     * requests.
     */
    private static void handle(BufferedBodyRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, InterruptedException {
        if (BufferedBodyRequest.bodyOf(request).length <= BodyReader.SMALL_BODY) {
            chain.doFilter(request, response);
        } else {
            PlatformThread.run(() -> chain.doFilter(request, response));
        }
    }

    /**
     * Whether the body is a blob, which is streamed later. Only the exact path counts: with any other spelling of it,
     * the body is read here, within the limit of other bodies.
     */
    private static boolean isBlob(HttpServletRequest request) {
        return request.getMethod().equals("PUT") && request.getRequestURI().equals(BLOBS);
    }

    private static void refuseEncoded(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
            throw new ApiException(new ApiError.WrongEncoding(encoding));
        }
    }
}
