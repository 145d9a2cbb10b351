package io.apium.api.problem;

import io.apium.api.error.ApiError;
import io.apium.api.error.Problem;
import io.apium.api.json.ApiJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/**
 * Answers requests that Tomcat refuses before it calls the API, such as one with an invalid path. Tomcat creates the
 * valve by the name of its class.
 */
public final class ProblemErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        boolean isRefused = response.getStatus() >= 400 && response.getContentWritten() == 0;
        if (!isRefused || !response.setErrorReported()) {
            return;
        }
        Problem problem = ProblemResponses.of(new ApiError.Other(response.getStatus(), null));
        try {
            // Tomcat has reset the headers when an exception reaches the valve
            SecurityHeaders.on(response);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(ApiJson.write(problem), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException gone) {
            LOG.debug("the client was gone before it had its answer", gone);
        }
    }
}
