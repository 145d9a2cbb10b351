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
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through only those who know the token, where there is one. */
@Component
@Order(0)
final class TokenFilter extends OncePerRequestFilter {

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;

    TokenFilter(ApiProperties properties) {
        String given = properties.token();
        token = given == null ? null : given.getBytes(StandardCharsets.UTF_8);
    }

    /** By the path as it was sent: no other way of writing these paths is open. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return token == null || OPEN.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (knowsToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            Problems.write(new Refusal.Unauthorized(), request, response);
        }
    }

    private boolean knowsToken(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, token);
    }
}
