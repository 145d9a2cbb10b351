package io.apium.brokerconfig.status;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets through only those who know the token, where there is one, and whoever asks for a probe. */
final class StatusGate extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;

    StatusGate(@Nullable String token) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (token == null || OPEN.contains(request.getRequestURI()) || knowsToken(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        response.getOutputStream().print("{\"title\":\"Unauthorized\",\"status\":401}");
    }

    private boolean knowsToken(@Nullable String authorization) {
        if (token == null
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, token);
    }
}
