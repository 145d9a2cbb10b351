package io.apium.adapter.management;

import io.apium.net.BearerToken;
import io.apium.net.BrowserCheck;
import io.apium.net.BrowserCheck.Refused;
import io.apium.net.BrowserCheck.Source;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requires the token, if one is configured, for every path but the two probes, and rejects cross-site requests of browsers
 * ({@link BrowserCheck}).
 */
final class ManagementTokenFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Set<String> OPEN = Set.of("/livez", "/readyz");
    private static final int MISDIRECTED = 421;

    private final transient @Nullable BearerToken token;
    private final transient BrowserCheck check;

    ManagementTokenFilter(@Nullable String token, BrowserCheck check) {
        this.token = BearerToken.of(token);
        this.check = check;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPEN.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Refused> refused = check.refused(source(request));
        if (refused.isPresent()) {
            switch (refused.get()) {
                case HOST -> refuse(response, MISDIRECTED, "Misdirected Request");
                case CROSS_SITE -> refuse(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden");
            }
        } else if (token == null || token.isIn(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized");
        }
    }

    private static Source source(HttpServletRequest request) {
        return new Source(
                request.getMethod(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site"));
    }

    private static void refuse(HttpServletResponse response, int status, String title) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().print("{\"title\":\"" + title + "\",\"status\":" + status + "}");
    }
}
