package io.apium.brokerconfig;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** URLs of servers, which may hold a password that must not be shown. */
final class Urls {

    private Urls() {}

    static String masked(String url) {
        return url.replaceFirst("(//[^:/@]*:)[^@]*@", "$1…@");
    }

    /**
     * The scheme of a URL that also names a host.
     *
     * @param key the setting, for the message when it is not one
     */
    static String scheme(String key, String url) {
        try {
            URI parsed = new URI(url);
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                throw new IllegalArgumentException(key + " is not a URL with a scheme and a host: " + masked(url));
            }
            return parsed.getScheme().toLowerCase(Locale.ROOT);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(key + " is not a URL: " + masked(url), malformed);
        }
    }
}
