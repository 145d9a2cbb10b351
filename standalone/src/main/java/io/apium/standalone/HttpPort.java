package io.apium.standalone;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that those commands share which listen. */
final class HttpPort {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen for HTTP; 0 takes a free port. Default: 8080.")
    @Nullable
    Integer port;
}
