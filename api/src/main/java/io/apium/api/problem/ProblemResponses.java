package io.apium.api.problem;

import io.apium.api.error.ApiError;
import io.apium.api.error.Problem;
import io.apium.api.json.ApiJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes problem responses, for handlers and for the filters before them. */
public final class ProblemResponses {

    private static final String RETRY_AFTER_SECONDS = "1";

    private ProblemResponses() {}

    /** A problem without a path, for one item of a batch. */
    public static Problem of(ApiError apiError) {
        return Problem.of(apiError, null);
    }

    public static ResponseEntity<byte[]> answer(ApiError apiError, String path) {
        Problem problem = Problem.of(apiError, path);
        return ResponseEntity.status(problem.status())
                .headers(headers(apiError))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ApiJson.write(problem));
    }

    public static void write(ApiError apiError, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(apiError, request.getRequestURI());
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers(apiError).forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(ApiJson.write(problem));
    }

    private static HttpHeaders headers(ApiError apiError) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        switch (apiError) {
            case ApiError.Unauthorized() -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"apium\"");
            case ApiError.WrongMethod(String _, var allowed) ->
                headers.set(HttpHeaders.ALLOW, String.join(", ", allowed));
            case ApiError.WrongMediaType(var _, var accepted) ->
                headers.set(HttpHeaders.ACCEPT, String.join(", ", accepted));
            case ApiError.WrongEncoding _ -> headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
            case ApiError.KeyInUse(), ApiError.ChangedMeanwhile _, ApiError.Busy(), ApiError.Unavailable(var _) ->
                headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case ApiError.NoSuchRange(long size) -> headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            case ApiError.BadParameter _,
                    ApiError.CrossSite _,
                    ApiError.ForeignHost _,
                    ApiError.Unreadable _,
                    ApiError.UnknownId _,
                    ApiError.UnreadableRecord _,
                    ApiError.UnknownPath _,
                    ApiError.NotAcceptable _,
                    ApiError.NameTaken _,
                    ApiError.DeclaredSchedule _,
                    ApiError.TooManySchedules _,
                    ApiError.Unmeasured _,
                    ApiError.WrongState _,
                    ApiError.Precondition _,
                    ApiError.TooLarge _,
                    ApiError.TooSlow _,
                    ApiError.OtherDigest _,
                    ApiError.Invalid _,
                    ApiError.KeyReused _,
                    ApiError.Other _,
                    ApiError.Defect _ -> {}
        }
        return headers;
    }
}
