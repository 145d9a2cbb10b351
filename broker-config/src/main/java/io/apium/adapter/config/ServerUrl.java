package io.apium.adapter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a server, which may hold a password: neither {@link #toString} nor any error shows a part of it, since the
 * password may be anywhere in what is no URL.
 *
 * @param uri without user and password
 * @param user percent-decoded; null when the URL names none
 * @param password percent-decoded; null when the URL has none
 */
record ServerUrl(URI uri, @Nullable String user, @Nullable String password) {

    private static final int PORT_MAX = 65_535;

    /**
     * @param key the setting, for errors
     * @param example what it should look like
     * @throws IllegalArgumentException with the key and what is wrong, and without any of the URL
     */
    static ServerUrl of(String key, String url, String example, List<String> schemes) {
        URI parsed;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException malformed) {
            // not as the cause: its message has the URL in it
            int at = malformed.getIndex();
            throw wrong(key, example, at < 0 ? "is not a URL" : "has a wrong character at position " + (at + 1));
        }
        if (parsed.getScheme() == null || !schemes.contains(parsed.getScheme().toLowerCase(Locale.ROOT))) {
            throw wrong(key, example, "begins with neither " + String.join(":// nor ", schemes) + "://");
        }
        if (parsed.getHost() == null) {
            throw wrong(key, example, "names no host, or has a port that is no number");
        }
        if (parsed.getPort() > PORT_MAX) {
            throw wrong(key, example, "has a port over " + PORT_MAX);
        }
        if (restOf(parsed).contains("@")) {
            throw wrong(key, example, "has an '@' behind the host");
        }
        return withoutCredentials(parsed);
    }

    private static IllegalArgumentException wrong(String key, String example, String what) {
        return new IllegalArgumentException(key + " " + what + "; it must look like " + example
                + ", with the password percent-encoded: @ is %40, / %2F, ? %3F, # %23, % %25, [ %5B and a space %20."
                + " Its value is not shown, as it may hold a password");
    }

    /** What a password with a raw slash, question mark or hash would be read as. */
    private static String restOf(URI parsed) {
        return parsed.getRawPath() + parsed.getRawQuery() + parsed.getRawFragment();
    }

    private static ServerUrl withoutCredentials(URI parsed) {
        String credentials = parsed.getRawUserInfo();
        if (credentials == null) {
            return new ServerUrl(parsed, null, null);
        }
        URI bare = URI.create(parsed.toString().replaceFirst("//[^@/]*@", "//"));
        int colon = credentials.indexOf(':');
        return colon < 0
                ? new ServerUrl(bare, decoded(credentials), null)
                : new ServerUrl(
                        bare, decoded(credentials.substring(0, colon)), decoded(credentials.substring(colon + 1)));
    }

    private static String decoded(String part) {
        // in a URL, unlike in a form, a plus is a plus
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * The scheme only. The host is left out too: in a URL without user and host, the text in its place is the password.
     */
    @Override
    public String toString() {
        return uri.getScheme() + "://…";
    }
}
