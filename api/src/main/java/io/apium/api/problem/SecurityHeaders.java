package io.apium.api.problem;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Sets headers on every response, also when Tomcat itself refuses the request: a browser must not run a response as a
 * script, and pages of other sites must not embed it.
 */
public final class SecurityHeaders extends ValveBase {

    public SecurityHeaders() {
        super(true);
    }

    static void on(Response response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        on(response);
        getNext().invoke(request, response);
    }
}
