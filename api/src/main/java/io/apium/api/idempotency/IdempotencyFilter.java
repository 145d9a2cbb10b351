package io.apium.api.idempotency;

import io.apium.api.body.ReadRequest;
import io.apium.api.problem.ApiException;
import io.apium.api.problem.Problems;
import io.apium.api.problem.Refusal;
import io.apium.api.wait.Patience;
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

/** Does a POST with a key only once. */
@Component
@Order(2)
public final class IdempotencyFilter extends OncePerRequestFilter {

    /**
     * The request attribute that names a request with a key. Tasks have ids that follow from it, so that a request which is
     * made again because its first answer was lost asks for the same tasks.
     */
    public static final String NAME = "apium.request-name";

    private static final String HEADER = "Idempotency-Key";

    private final Settlement settlement;

    IdempotencyFilter(IdempotencyStore store, Patience patience) {
        this.settlement = new Settlement(store, patience);
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
            Problems.write(refused.refusal(), request, response);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            Problems.write(new Refusal.Unavailable(Refusal.Dependency.SERVER), request, response);
        }
    }

    private void once(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, InterruptedException {
        String fingerprint = Fingerprint.of(request.getMethod(), request.getRequestURI(), ReadRequest.bodyOf(request));
        Request arrival = new Request(key, fingerprint, TaskId.random().value());
        long began = System.nanoTime();
        switch (settlement.claim(arrival)) {
            case Claim.Running() -> throw new ApiException(new Refusal.KeyInUse());
            case Claim.Mismatch() -> throw new ApiException(new Refusal.KeyReused());
            case Claim.Replay(Answer answer) -> Answers.replay(answer, response);
            case Claim.Fresh() -> {
                ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
                Answer answer = null;
                try {
                    request.setAttribute(NAME, key + " " + fingerprint);
                    chain.doFilter(request, kept);
                    answer = kept.getStatus() < 500 ? Answers.of(kept) : null;
                } finally {
                    settlement.settle(arrival, answer, began);
                }
                kept.copyBodyToResponse();
            }
        }
    }
}
