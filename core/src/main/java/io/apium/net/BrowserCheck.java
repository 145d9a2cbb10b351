package io.apium.net;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests that a page of another site makes a browser send: the browser may run on a machine that reaches this
 * server, and the page may come from anywhere.
 *
 * <pre>
 *   the page                                      how it is recognised                          rejected
 *   ────────────────────────────────────────────  ────────────────────────────────────────────  ───────────────────────
 *   uses its own name, which its DNS server now   Host is not one of this server's names        any method, where there
 *   resolves to 127.0.0.1 (DNS rebinding)                                                       is no token
 *   sends a request to this server's name         Origin is not this server's;                  all but GET, HEAD and
 *                                                 Sec-Fetch-Site is neither same-origin nor     OPTIONS
 *                                                 none
 * </pre>
 *
 * <p>This server's names are the loopback names and addresses, the address that it listens on, and the configured ones.
 * With a token any Host is accepted, since a page does not know the token. Programs other than browsers send neither
 * header.
 */
public final class BrowserCheck {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/@?#\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)");

    private final Set<String> names;
    private final boolean hasToken;

    /** The headers of a request that tell where it comes from. */
    public record Source(
            String method,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite) {}

    /** Why a request is rejected. */
    public enum Refused {
        /** The Host is not one of this server's names: HTTP 421. */
        HOST,
        /** A page of another site has sent it: HTTP 403. */
        CROSS_SITE
    }

    private BrowserCheck(Set<String> names, boolean hasToken) {
        this.names = names;
        this.hasToken = hasToken;
    }

    /**
     * @param keys the prefix of the configuration keys, such as {@code apium.api}
     * @param address the address that the server listens on
     * @param allowedHosts further names of this server, without a port
     * @throws IllegalArgumentException with the key and its value, when a name is invalid
     */
    public static BrowserCheck of(String keys, String address, List<String> allowedHosts, @Nullable String token) {
        for (String host : allowedHosts) {
            Matcher name = AUTHORITY.matcher(host.toLowerCase(Locale.ROOT));
            if (!name.matches() || name.group(2) != null) {
                throw new IllegalArgumentException(
                        keys + ".allowed-hosts must be host names without a scheme or a port,"
                                + " such as api.example.com or [fd00::1], got: " + host);
            }
        }
        Set<String> names =
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        names.add(
                address.contains(":")
                        ? "[" + address.toLowerCase(Locale.ROOT) + "]"
                        : address.toLowerCase(Locale.ROOT));
        return new BrowserCheck(names, token != null && !token.isBlank());
    }

    /** Empty when the request is accepted. */
    public Optional<Refused> refused(Source source) {
        if (!hasToken && source.host() != null && !isOwn(source.host())) {
            return Optional.of(Refused.HOST);
        }
        return SAFE.contains(source.method()) || !isCrossSite(source)
                ? Optional.empty()
                : Optional.of(Refused.CROSS_SITE);
    }

    private boolean isOwn(String host) {
        Matcher authority = AUTHORITY.matcher(host.toLowerCase(Locale.ROOT));
        return authority.matches()
                && (LOOPBACK.matcher(authority.group(1)).matches() || names.contains(authority.group(1)));
    }

    private boolean isCrossSite(Source source) {
        String origin = source.origin();
        if (origin == null) {
            return source.fetchSite() != null && !OWN_SITE.contains(source.fetchSite());
        }
        Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return true;
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (authority.matches()
                && names.contains(authority.group(1))
                && !LOOPBACK.matcher(authority.group(1)).matches()) {
            // behind a proxy with another Host, or a page whose host is allowed
            return false;
        }
        boolean sameHost = source.host() != null
                && withPort(parts.group(2), parts.group(1))
                        .equals(withPort(source.host().toLowerCase(Locale.ROOT), parts.group(1)));
        return !sameHost || (source.fetchSite() != null && !OWN_SITE.contains(source.fetchSite()));
    }

    /** Neither header has the default port of the scheme. */
    private static String withPort(String authority, String scheme) {
        Matcher parts = AUTHORITY.matcher(authority);
        return parts.matches() && parts.group(2) == null
                ? authority + (scheme.equals("https") ? ":443" : ":80")
                : authority;
    }
}
