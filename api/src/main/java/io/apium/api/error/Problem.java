package io.apium.api.error;

import io.apium.api.error.ApiError.Dependency;
import io.apium.bound.PlainText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An error as a client reads it: RFC 9457, with the errors of an invalid request. */
@Schema(description = "The reason why a request failed (RFC 9457)")
public record Problem(
        @Schema(description = "the type of the problem", example = "urn:apium:problem:invalid-request")
        String type,

        String title,

        @Schema(example = "422") int status,

        @Nullable String detail,

        @Schema(description = "the path of the request") @Nullable
        String instance,

        @Schema(description = "each error of an invalid request") @Nullable
        List<FieldError> errors) {

    private static final int DETAIL_CHARS_MAX = 2_000;
    private static final String DECLARED =
            "' is declared in code or configuration and must be changed there; HTTP can pause, resume and run it";
    private static final String NOT_ALLOWED = " is not allowed for this path; allowed: ";
    private static final String CONTENDED = "' during every attempt; repeat the request";
    private static final String NO_REPORT = "' is a canvas that runs as messages and has no report";
    private static final String FULL = " schedules, the maximum; delete one first";
    private static final String KEY_IN_USE =
            "the first request with this Idempotency-Key is still running; repeat the request";
    private static final String KEY_REUSED = "this Idempotency-Key was used for another request; use a new key";
    private static final String BUSY =
            "the bodies of other requests use all memory of apium.api.max-body-memory; repeat the request";

    /** Limits the detail to 2,000 characters. */
    public Problem {
        detail = detail == null ? null : shortened(detail, DETAIL_CHARS_MAX);
    }

    static String shortened(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax) + "…";
    }

    /** The problem of a request to {@code path}. */
    public static Problem of(ApiError apiError, @Nullable String path) {
        return words(apiError).at(path);
    }

    /** The only place with the texts of errors. */
    private static Words words(ApiError apiError) {
        return switch (apiError) {
            case ApiError.BadParameter(String detail) -> new Words("bad-parameter", 400, detail);
            case ApiError.Unreadable(String detail) -> new Words("unreadable-json", 400, detail);
            case ApiError.Unauthorized() ->
                new Words("unauthorized", 401, "send the token as 'Authorization: Bearer ...'");
            case ApiError.CrossSite() -> crossSite();
            case ApiError.ForeignHost(String host) -> foreignHost(host);
            case ApiError.UnknownId(String kind, String id) ->
                new Words("unknown-id", 404, "there is no " + kind + shown(id) + ", or it has expired");
            case ApiError.UnreadableRecord(String key, String reason) ->
                new Words("unreadable-record", 409, "Redis has a value that cannot be read as " + key + ": " + reason);
            case ApiError.UnknownPath(String unknown) ->
                new Words("unknown-path", 404, "there is no resource at " + unknown);
            case ApiError.WrongMethod(String method, var allowed) ->
                new Words("method-not-allowed", 405, method + NOT_ALLOWED + listed(allowed));
            case ApiError.NotAcceptable(var offered) ->
                new Words("not-acceptable", 406, "Accept must allow one of " + listed(offered));
            case ApiError.KeyInUse() -> new Words("idempotency-key-in-use", 409, KEY_IN_USE);
            case ApiError.NameTaken(String name) ->
                new Words("name-taken", 409, "the schedule '" + name + "' already exists; change it with PUT");
            case ApiError.DeclaredSchedule(String name) -> new Words("declared-schedule", 409, "'" + name + DECLARED);
            case ApiError.TooManySchedules(long most) ->
                new Words("too-many-schedules", 409, "there are already " + most + FULL);
            case ApiError.ChangedMeanwhile(String name) ->
                new Words("changed-meanwhile", 409, "others changed '" + name + CONTENDED);
            case ApiError.Unmeasured(String flow) -> new Words("unmeasured-flow", 409, "flow '" + flow + NO_REPORT);
            case ApiError.WrongState(String detail) -> new Words("wrong-state", 409, detail);
            case ApiError.Precondition() ->
                new Words("precondition-failed", 412, "the schedule has changed since the ETag in If-Match");
            case ApiError.TooLarge(long bytesMax) ->
                new Words("body-too-large", 413, "the body must have at most " + bytesMax + " bytes");
            case ApiError.TooSlow(Duration limit) -> tooSlow(limit);
            case ApiError.WrongEncoding(String given) -> wrongEncoding(given);
            case ApiError.WrongMediaType(var given, var accepted) -> wrongMediaType(given, accepted);
            case ApiError.NoSuchRange(long size) ->
                new Words("no-such-range", 416, "Range must be within the " + size + " bytes of the content");
            case ApiError.Invalid(List<FieldError> errors) ->
                new Words("invalid-request", 422, counted(errors), errors);
            case ApiError.OtherDigest(String was) ->
                new Words("digest-mismatch", 422, "the digest of the body must match its header, got: " + was);
            case ApiError.KeyReused() -> new Words("idempotency-key-reused", 422, KEY_REUSED);
            case ApiError.Other(int status, var detail) -> new Words(null, status, detail, null);
            case ApiError.Defect() -> new Words("defect", 500, "internal error; the log of the server has the details");
            case ApiError.Busy() -> new Words("server-busy", 503, BUSY);
            case ApiError.Unavailable(Dependency dependency) -> away(dependency);
        };
    }

    private static String shown(@Nullable String given) {
        return " " + PlainText.shown(given);
    }

    private static Words tooSlow(Duration limit) {
        String detail = "a body must arrive within " + limit.toSeconds()
                + " s, and large ones faster than 32 KiB/s; the connection is closed";
        return new Words("body-timeout", 408, detail);
    }

    private static Words wrongMediaType(@Nullable String given, List<String> accepted) {
        String detail = "Content-Type must be " + listed(accepted) + ", got:" + shown(given);
        return new Words("unsupported-media-type", 415, detail);
    }

    private static Words wrongEncoding(String given) {
        String detail = "Content-Encoding " + PlainText.shown(given) + " is not supported; send the body without it";
        return new Words("unsupported-content-encoding", 415, detail);
    }

    private static Words crossSite() {
        return new Words(
                "cross-site-request",
                403,
                "the request comes from a page of another site: its Origin or Sec-Fetch-Site is not this server's;"
                        + " add the host of the page to apium.api.allowed-hosts to allow it");
    }

    private static Words foreignHost(String host) {
        return new Words(
                "foreign-host",
                421,
                "without apium.api.token the Host must be a loopback name or one of apium.api.allowed-hosts, got: "
                        + PlainText.shown(host));
    }

    private static Words away(Dependency dependency) {
        return switch (dependency) {
            case BROKER ->
                new Words("broker-unavailable", 503, "RabbitMQ did not confirm in time; it may have the message");
            case STORE -> new Words("store-unavailable", 503, "Redis did not respond in time");
            case SERVER -> new Words("server-stopping", 503, "the server is shutting down");
        };
    }

    /**
     * The content of a problem, without the path of the request.
     *
     * @param name the end of its type, or null for an error of HTTP itself
     */
    private record Words(
            @Nullable String name,
            int status,
            @Nullable String detail,
            @Nullable List<FieldError> errors) {

        Words(String name, int status, String detail) {
            this(name, status, detail, null);
        }

        Problem at(@Nullable String path) {
            if (name == null) {
                return new Problem("about:blank", phrase(status), status, detail, path, errors);
            }
            String title = name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).replace('-', ' ');
            return new Problem("urn:apium:problem:" + name, title, status, detail, path, errors);
        }
    }

    private static String listed(Iterable<String> names) {
        return String.join(", ", names);
    }

    private static String counted(List<FieldError> errors) {
        return errors.size() == 1
                ? errors.getFirst().pointer() + " " + errors.getFirst().detail()
                : errors.size() + " errors, the first: "
                        + errors.getFirst().pointer() + " "
                        + errors.getFirst().detail();
    }

    private static String phrase(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Status " + status : known.getReasonPhrase();
    }
}
