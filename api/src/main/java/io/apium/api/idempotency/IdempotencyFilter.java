package io.apium.api.idempotency;

import io.apium.api.body.BufferedBodyRequest;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.problem.ProblemResponses;
import io.apium.api.wait.StoreTimeout;
import io.apium.store.IdempotencyStore;
import io.apium.store.IdempotencyStore.Answer;
import io.apium.store.IdempotencyStore.Claim;
import io.apium.store.IdempotencyStore.Request;
import io.apium.task.TaskId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Executes a POST with an Idempotency-Key only once. */
@Component
@Order(2)
public final class IdempotencyFilter extends OncePerRequestFilter {

    /**
     * The request attribute with the name of a request that has a key. The ids of its tasks are derived from it, so a
     * request that is repeated because its first response was lost submits the same tasks.
     */
    public static final String NAME = "apium.request-name";

    private static final String HEADER = "Idempotency-Key";

    private final IdempotencyKeeper idempotencyKeeper;

    IdempotencyFilter(IdempotencyStore store, StoreTimeout timeout) {
        this.idempotencyKeeper = new IdempotencyKeeper(store, timeout);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            once(IdempotencyKey.parsed(request.getHeader(HEADER)).value(), request, response, chain);
        } catch (ApiException refused) {
            ProblemResponses.write(refused.refusal(), request, response);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            ProblemResponses.write(new ApiError.Unavailable(ApiError.Dependency.SERVER), request, response);
        }
    }

    private void once(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, InterruptedException {
        String fingerprint = RequestFingerprint.of(
                request.getMethod(), request.getRequestURI(), BufferedBodyRequest.bodyOf(request));
        Request arrival = new Request(key, fingerprint, TaskId.random().value());
        long began = System.nanoTime();
        switch (idempotencyKeeper.claim(arrival)) {
            case Claim.Running() -> throw new ApiException(new ApiError.KeyInUse());
            case Claim.Mismatch() -> throw new ApiException(new ApiError.KeyReused());
            case Claim.Replay(Answer answer) -> StoredResponse.replay(answer, response);
            case Claim.Fresh() -> {
                ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
                Answer answer = null;
                try {
                    request.setAttribute(NAME, key + " " + fingerprint);
                    chain.doFilter(request, kept);
                    answer = kept.getStatus() < 500 ? StoredResponse.of(kept) : null;
                } finally {
                    idempotencyKeeper.settle(arrival, answer, began);
                }
                kept.copyBodyToResponse();
            }
        }
    }
}
