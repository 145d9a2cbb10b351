package io.apium.standalone;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that serve the HTTP API. */
final class ServerOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port of the HTTP API; 0 takes a free port. Default: 8080.")
    private @Nullable Integer port;

    RunningApplication.Plan on(RunningApplication.Plan plan) {
        return plan.with("apium.api.port", port);
    }
}
