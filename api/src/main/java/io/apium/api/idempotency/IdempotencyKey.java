package io.apium.api.idempotency;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client's name for a request: 1 to 255 printable ASCII characters, as a quoted string (RFC 8941) or bare. */
record IdempotencyKey(String value) {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\]){1,510})\"");
    private static final Pattern BARE = Pattern.compile("[!#-~][ -~]{0,254}");
    private static final int LENGTH_MAX = ApiBounds.IDEMPOTENCY_KEY.intMax();

    static IdempotencyKey parsed(String header) {
        String text = header.strip();
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            String unquoted = quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1");
            if (unquoted.length() <= LENGTH_MAX) {
                return new IdempotencyKey(unquoted);
            }
        } else if (BARE.matcher(text).matches()) {
            return new IdempotencyKey(text);
        }
        throw new ApiException(new ApiError.BadParameter(
                "Idempotency-Key must have 1 to " + LENGTH_MAX + " printable ASCII characters, in quotes or bare"));
    }
}
