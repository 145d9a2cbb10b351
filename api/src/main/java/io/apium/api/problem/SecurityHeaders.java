package io.apium.api.problem;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** On every answer, also on what Tomcat refuses by itself: nobody takes it for a script, or for a part of another site. */
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
