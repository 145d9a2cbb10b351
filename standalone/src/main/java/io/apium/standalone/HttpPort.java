package io.apium.standalone;

import picocli.CommandLine.Option;

/** The option that those commands share which listen. */
final class HttpPort {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to listen for HTTP; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
    int port;
}
