package io.apium.brokerconfig.status;

import io.apium.door.BearerToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets through only those who know the token, where there is one, and whoever asks for a probe. */
final class StatusGate extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");

    private final transient @Nullable BearerToken token;

    StatusGate(@Nullable String token) {
        this.token = BearerToken.of(token);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (token == null || OPEN.contains(request.getRequestURI()) || token.isIn(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        response.getOutputStream().print("{\"title\":\"Unauthorized\",\"status\":401}");
    }
}
