package io.apium.testkit.server;

import java.util.Optional;

/** Finds a server: given, in a container, or installed. */
final class TestServers {

    static final String KIND = "APIUM_TEST_SERVERS";

    private TestServers() {}

    /** Any server. */
    static TestServer find(ServerKind serverKind) {
        return Optional.ofNullable(System.getenv(serverKind.variable()))
                .filter(url -> !url.isBlank())
                .<TestServer>map(ExternalServer::new)
                .orElseGet(() -> start(serverKind));
    }

    /** A server of our own, started. */
    static TestServer start(ServerKind serverKind) {
        String kind = Optional.ofNullable(System.getenv(KIND)).orElse("installed");
        return switch (kind) {
            case "containers" -> ContainerServer.started(serverKind);
            case "installed" -> ChildServer.started(serverKind);
            default ->
                throw new IllegalStateException(KIND + " is 'containers', 'installed' or not set, got: '" + kind + "'");
        };
    }
}
