package io.apium.api.access;

import io.apium.api.config.ApiProperties;
import io.apium.api.error.ApiError;
import io.apium.api.problem.ProblemResponses;
import io.apium.net.BearerToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Requires the token of the API, if one is configured, for every path but the two probes. For {@code /metrics} the token of
 * the management servers, {@code apium.management.token}, is accepted as well, so that Prometheus needs one token.
 */
@Component
@Order(0)
final class TokenFilter extends OncePerRequestFilter {

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");
    private static final String METRICS = "/metrics";

    private final @Nullable BearerToken token;
    private final @Nullable BearerToken metricsToken;

    TokenFilter(ApiProperties properties, @Value("${apium.management.token:}") String metricsToken) {
        this.token = BearerToken.of(properties.token());
        this.metricsToken = BearerToken.of(metricsToken);
    }

    /** Compares the path as it was sent, so any other spelling of these paths needs the token. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return token == null || OPEN.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean wantsMetrics = request.getRequestURI().equals(METRICS);
        if (knows(token, authorization) || (wantsMetrics && knows(metricsToken, authorization))) {
            chain.doFilter(request, response);
        } else {
            ProblemResponses.write(new ApiError.Unauthorized(), request, response);
        }
    }

    private static boolean knows(@Nullable BearerToken token, @Nullable String authorization) {
        return token != null && token.isIn(authorization);
    }
}
