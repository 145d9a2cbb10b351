package io.apium.api.problem;

import io.apium.api.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with a refusal, from inside a handler or from a filter before it. */
public final class Problems {

    private static final String RETRY_AFTER_SECONDS = "1";

    private Problems() {}

    /** Without the path, for one item of many. */
    public static Problem of(Refusal refusal) {
        return Problem.of(refusal, null);
    }

    public static ResponseEntity<byte[]> answer(Refusal refusal, String path) {
        Problem problem = Problem.of(refusal, path);
        return ResponseEntity.status(problem.status())
                .headers(headers(refusal))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Json.write(problem));
    }

    public static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(refusal, request.getRequestURI());
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers(refusal).forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.getOutputStream().write(Json.write(problem));
    }

    private static HttpHeaders headers(Refusal refusal) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        switch (refusal) {
            case Refusal.Unauthorized() -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"apium\"");
            case Refusal.WrongMethod(String _, var allowed) ->
                headers.set(HttpHeaders.ALLOW, String.join(", ", allowed));
            case Refusal.WrongMediaType(var _, var accepted) ->
                headers.set(HttpHeaders.ACCEPT, String.join(", ", accepted));
            case Refusal.WrongEncoding _ -> headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
            case Refusal.KeyInUse(), Refusal.ChangedMeanwhile _, Refusal.Busy(), Refusal.Unavailable(var _) ->
                headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case Refusal.NoSuchRange(long size) -> headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            case Refusal.BadParameter _,
                    Refusal.CrossSite _,
                    Refusal.ForeignHost _,
                    Refusal.Unreadable _,
                    Refusal.UnknownId _,
                    Refusal.UnreadableRecord _,
                    Refusal.UnknownPath _,
                    Refusal.NotAcceptable _,
                    Refusal.NameTaken _,
                    Refusal.DeclaredSchedule _,
                    Refusal.TooManySchedules _,
                    Refusal.Unmeasured _,
                    Refusal.WrongState _,
                    Refusal.Precondition _,
                    Refusal.TooLarge _,
                    Refusal.TooSlow _,
                    Refusal.OtherDigest _,
                    Refusal.Invalid _,
                    Refusal.KeyReused _,
                    Refusal.Other _,
                    Refusal.Defect _ -> {}
        }
        return headers;
    }
}
