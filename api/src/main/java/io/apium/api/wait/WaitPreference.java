package io.apium.api.wait;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.bound.PlainText;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * The time that the client wants to wait for the end.
 *
 * @param limit 1 to 60 seconds, or zero when it does not wait
 * @param preferred whether the time is from {@code Prefer: wait=N} (RFC 7240), which the response must confirm
 */
public record WaitPreference(Duration limit, boolean preferred) {

    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})s?");
    private static final Pattern PREFERENCE =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

    /**
     * @param query the parameter {@code wait}: {@code 30}, {@code 30s} or {@code PT30S}; it takes precedence over the
     *     header
     * @param prefer the header Prefer; more than 60 seconds count as 60, and anything else is ignored
     */
    public static WaitPreference of(@Nullable String query, @Nullable String prefer) {
        if (query != null) {
            return new WaitPreference(parsed(query), false);
        }
        Matcher preference = PREFERENCE.matcher(prefer == null ? "" : prefer);
        if (!preference.find()) {
            return new WaitPreference(Duration.ZERO, false);
        }
        Duration wish = Duration.ofSeconds(Long.parseLong(preference.group(1)));
        return new WaitPreference(wish.compareTo(LONGEST) > 0 ? LONGEST : wish, true);
    }

    public boolean isAsked() {
        return limit.isPositive();
    }

    /**
     * The response to a request that submits work.
     *
     * @param hasEnded whether the view shows the end of the work
     * @param location the URI at which clients read the work from now on
     */
    public ResponseEntity<byte[]> submitted(Object view, boolean hasEnded, URI location) {
        boolean isDone = isAsked() && hasEnded;
        ResponseEntity.BodyBuilder answer =
                applied(ResponseEntity.status(isDone ? 200 : 202)).location(location);
        return ViewRepresentation.of(view).accepted(isDone ? answer : again(answer));
    }

    /** The response to a request that reads the state of work. */
    public ResponseEntity<byte[]> found(Object view, boolean hasEnded) {
        ResponseEntity.BodyBuilder answer = applied(ResponseEntity.ok());
        return ViewRepresentation.of(view).found(hasEnded ? answer : again(answer));
    }

    /** Adds Retry-After: 1, for a task or flow that has not ended. */
    public static ResponseEntity.BodyBuilder again(ResponseEntity.BodyBuilder answer) {
        return answer.header(HttpHeaders.RETRY_AFTER, "1");
    }

    private ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder answer) {
        return preferred ? answer.header("Preference-Applied", "wait=" + limit.toSeconds()) : answer;
    }

    private static Duration parsed(String text) {
        Matcher seconds = SECONDS.matcher(text);
        try {
            Duration limit =
                    seconds.matches() ? Duration.ofSeconds(Long.parseLong(seconds.group(1))) : Duration.parse(text);
            if (limit.compareTo(Duration.ofSeconds(1)) >= 0 && limit.compareTo(LONGEST) <= 0) {
                return limit;
            }
        } catch (DateTimeException malformed) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static ApiException refused(String text) {
        return new ApiException(new ApiError.BadParameter(
                "wait must be 1 to 60 seconds, such as 30, 30s or PT30S, got: " + PlainText.shown(text)));
    }
}
