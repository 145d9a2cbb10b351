package io.apium.testkit.server;

import java.util.Optional;

/** Finds a server: given, in a container, or installed. */
final class Servers {

    static final String KIND = "APIUM_TEST_SERVERS";

    private Servers() {}

    /** Any server. */
    static Server find(Software software) {
        return Optional.ofNullable(System.getenv(software.variable()))
                .filter(url -> !url.isBlank())
                .<Server>map(GivenServer::new)
                .orElseGet(() -> start(software));
    }

    /** A server of our own, started. */
    static Server start(Software software) {
        String kind = Optional.ofNullable(System.getenv(KIND)).orElse("installed");
        return switch (kind) {
            case "containers" -> ContainerServer.started(software);
            case "installed" -> ChildServer.started(software);
            default ->
                throw new IllegalStateException(KIND + " is 'containers', 'installed' or not set, got: '" + kind + "'");
        };
    }
}
