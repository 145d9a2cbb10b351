package io.apium.api.paging;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.bound.PlainText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The requested page of a list.
 *
 * @param limit the largest number of items, 1 to 1,000
 * @param cursor the end of the previous page, or null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

    private static final int LIMIT_MAX = ApiBounds.PAGE.intMax();
    private static final int LIMIT_USUAL = 100;

    /** @throws ApiException when a parameter is invalid */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        if (cursor != null) {
            try {
                PlainText.check(ApiBounds.CURSOR, cursor);
            } catch (IllegalArgumentException malformed) {
                throw refused("cursor must be the one of the page before: " + malformed.getMessage());
            }
        }
        return new PageRequest(number("limit", limit, LIMIT_USUAL, LIMIT_MAX), cursor);
    }

    /** A parameter that is a number from 1 to {@code max}. */
    public static int number(String name, @Nullable String given, int usual, int max) {
        try {
            int number = given == null ? usual : Integer.parseInt(given);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            throw refused(name + " must be a whole number from 1 to " + max + ", got: " + PlainText.shown(given));
        }
        throw refused(name + " must be a whole number from 1 to " + max + ", got: " + given);
    }

    /**
     * The path of the next page.
     *
     * @param filters the other query parameters
     * @param cursor the end of this page, or null when it is the last
     */
    public @Nullable String next(String path, Map<String, String> filters, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        UriComponentsBuilder next = UriComponentsBuilder.fromPath(path);
        filters.forEach((name, value) -> next.queryParam(name, "{" + name + "}"));
        return next.queryParam("limit", limit)
                .queryParam("cursor", "{cursor}")
                .encode()
                .buildAndExpand(variables(filters, cursor))
                .toUriString();
    }

    /** A 200 response, with a Link to the next page if there is one. */
    public static ResponseEntity.BodyBuilder answer(@Nullable String next) {
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok();
        return next == null ? ok : ok.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }

    /** @return the error for a cursor that the store does not know */
    public ApiException unknownCursor() {
        return refused("cursor is taken from the page before, got: " + PlainText.shown(cursor));
    }

    private static Map<String, Object> variables(Map<String, String> filters, String cursor) {
        Map<String, Object> variables = new HashMap<>(filters);
        variables.put("cursor", cursor);
        return variables;
    }

    private static ApiException refused(String detail) {
        return new ApiException(new ApiError.BadParameter(detail));
    }
}
