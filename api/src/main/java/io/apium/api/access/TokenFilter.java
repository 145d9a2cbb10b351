package io.apium.api.access;

import io.apium.api.ApiProperties;
import io.apium.api.problem.Problems;
import io.apium.api.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets through only those who know the token, where there is one. Whoever collects metrics from all services knows the
 * token of the others, {@code apium.status.token}, and needs no more here: it opens the metrics alone.
 */
@Component
@Order(0)
final class TokenFilter extends OncePerRequestFilter {

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");
    private static final String METRICS = "/metrics";
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;
    private final byte @Nullable [] metricsToken;

    TokenFilter(ApiProperties properties, @Value("${apium.status.token:}") String metricsToken) {
        this.token = bytes(properties.token());
        this.metricsToken = bytes(metricsToken);
    }

    private static byte @Nullable [] bytes(@Nullable String token) {
        return token == null || token.isBlank() ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** By the path as it was sent: no other way of writing these paths is open. */
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
            Problems.write(new Refusal.Unauthorized(), request, response);
        }
    }

    private static boolean knows(byte @Nullable [] token, @Nullable String authorization) {
        if (token == null
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, token);
    }
}
