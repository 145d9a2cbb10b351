package io.apium.api.blob;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.bound.PlainText;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SHA-256 in the headers Repr-Digest and Content-Digest (RFC 9530). */
final class BlobDigest {

    static final String REPRESENTATION = "Repr-Digest";
    static final String CONTENT = "Content-Digest";

    private static final Pattern MEMBER = Pattern.compile("\\s*([a-z0-9*_.-]+)=:([A-Za-z0-9+/=]*):\\s*");

    private BlobDigest() {}

    static String header(byte[] digest) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    }

    /** The SHA-256 in the header, or null when it has none; digests of other algorithms are ignored. */
    static byte @Nullable [] of(String name, @Nullable String header) {
        byte[] found = null;
        for (String member : header == null ? new String[0] : header.split(",", -1)) {
            Matcher matcher = MEMBER.matcher(member);
            if (!matcher.matches()) {
                throw invalid(name, member);
            }
            if (matcher.group(1).equals("sha-256")) {
                found = decoded(name, matcher.group(2));
            }
        }
        return found;
    }

    private static byte[] decoded(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw invalid(name, base64);
        }
    }

    private static ApiException invalid(String name, String got) {
        return new ApiException(new ApiError.BadParameter(
                name + " must be a list such as sha-256=:<base64>: (RFC 9530), got: " + PlainText.shown(got.strip())));
    }
}
