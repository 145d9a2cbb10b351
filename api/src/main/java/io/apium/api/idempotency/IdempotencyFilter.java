package io.apium.api.idempotency;

import io.apium.api.ApiProperties;
import io.apium.api.problem.Problems;
import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.api.wait.Patience;
import io.apium.store.IdempotencyStore;
import io.apium.store.IdempotencyStore.Answer;
import io.apium.store.IdempotencyStore.Claim;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Reads the body of every request that may have one, unless it is a blob, and does a POST with a key only once. */
@Component
@Order(1)
public final class IdempotencyFilter extends OncePerRequestFilter {

    /**
     * The request attribute that names a request with a key. Tasks have ids that follow from it, so that a request which is
     * made again because its first answer was lost asks for the same tasks.
     */
    public static final String NAME = "apium.request-name";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String BLOBS = "/v1/blobs";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofHours(24);

    private final IdempotencyStore store;
    private final Patience patience;
    private final long bodyBytesMax;

    IdempotencyFilter(IdempotencyStore store, Patience patience, ApiProperties properties) {
        this.store = store;
        this.patience = patience;
        this.bodyBytesMax = properties.bodyBytesMax().toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !WITH_BODY.contains(request.getMethod()) || isBlob(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            byte[] body = body(request);
            String header = request.getMethod().equals("POST") ? request.getHeader("Idempotency-Key") : null;
            if (header == null) {
                chain.doFilter(new ReadRequest(request, body), response);
            } else {
                once(IdempotencyKey.parsed(header).value(), body, request, response, chain);
            }
        } catch (Refused refused) {
            Problems.write(refused.refusal(), request, response);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            Problems.write(new Refusal.Unavailable(Refusal.Dependency.SERVER), request, response);
        }
    }

    /** A blob is streamed. Whoever writes its path in another way has it read here, and is held to the limit of bodies. */
    private static boolean isBlob(HttpServletRequest request) {
        return request.getMethod().equals("PUT") && request.getRequestURI().equals(BLOBS);
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        boolean isShort = request.getContentLengthLong() <= bodyBytesMax;
        byte[] body = isShort ? request.getInputStream().readNBytes((int) bodyBytesMax + 1) : null;
        if (body == null || body.length > bodyBytesMax) {
            throw new Refused(new Refusal.TooLarge(bodyBytesMax));
        }
        return body;
    }

    private void once(
            String key, byte[] body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, InterruptedException {
        String fingerprint = Fingerprint.of(request.getMethod(), request.getRequestURI(), body);
        switch (patience.ask(() -> store.claim(key, fingerprint, LEASE))) {
            case Claim.Running() -> throw new Refused(new Refusal.KeyInUse());
            case Claim.Mismatch() -> throw new Refused(new Refusal.KeyReused());
            case Claim.Replay(Answer answer) -> Answers.replay(answer, response);
            case Claim.Fresh() -> {
                ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
                Answer answer = null;
                try {
                    request.setAttribute(NAME, key + " " + fingerprint);
                    chain.doFilter(new ReadRequest(request, body), kept);
                    answer = kept.getStatus() < 500 ? Answers.of(kept) : null;
                } finally {
                    settle(key, fingerprint, answer);
                }
                kept.copyBodyToResponse();
            }
        }
    }

    /** @param answer null when the request came to nothing and may be made again */
    private void settle(String key, String fingerprint, @Nullable Answer answer) throws InterruptedException {
        try {
            if (answer == null) {
                patience.tell(() -> store.release(key));
            } else {
                patience.tell(() -> store.answered(key, fingerprint, answer, KEPT));
            }
        } catch (Refused away) {
            LOG.warn("the answer to a request with an idempotency key was not kept; the key is taken for {}", LEASE);
        }
    }
}
