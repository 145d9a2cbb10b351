package io.apium.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The secret that a client must send as a bearer token (RFC 6750). */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    private BearerToken(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** No token, where the secret is missing or blank. */
    public static @Nullable BearerToken of(@Nullable String secret) {
        return secret == null || secret.isBlank() ? null : new BearerToken(secret);
    }

    /** @param authorization the header of a request; null when it has none */
    public boolean isIn(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        secret, authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
