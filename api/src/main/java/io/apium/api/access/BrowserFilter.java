package io.apium.api.access;

import io.apium.api.config.ApiProperties;
import io.apium.api.error.ApiError;
import io.apium.api.problem.ProblemResponses;
import io.apium.net.BrowserCheck;
import io.apium.net.BrowserCheck.Refused;
import io.apium.net.BrowserCheck.Source;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Rejects requests that a browser sends for a page of another site; {@link BrowserCheck} has the rules. */
@Component
@Order(-1)
@EnableConfigurationProperties(AccessProperties.class)
final class BrowserFilter extends OncePerRequestFilter {

    /**
     * Probes of an orchestrator, which uses the address of a container. They change nothing, so no site can misuse
     * them.
     */
    private static final Set<String> UNDER_ANY_HOST = Set.of("/livez", "/readyz");

    private final BrowserCheck check;

    BrowserFilter(ApiProperties api, AccessProperties access) {
        this.check = access.browserCheck(api);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNDER_ANY_HOST.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader(HttpHeaders.HOST);
        Source source = new Source(
                request.getMethod(), host, request.getHeader(HttpHeaders.ORIGIN), request.getHeader("Sec-Fetch-Site"));
        Optional<Refused> refused = check.refused(source);
        if (refused.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ApiError apiError = switch (refused.get()) {
            case HOST -> new ApiError.ForeignHost(String.valueOf(host));
            case CROSS_SITE -> new ApiError.CrossSite();
        };
        ProblemResponses.write(apiError, request, response);
    }
}
