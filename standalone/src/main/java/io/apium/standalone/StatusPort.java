package io.apium.standalone;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a worker tells about itself over HTTP, which none does that is not told where. */
final class StatusPort {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to tell about itself: /livez, /readyz, /metrics; 0 takes a free port."
                    + " Default: nowhere, since several may share a machine.")
    private @Nullable Integer port;

    RunningApplication.Plan on(RunningApplication.Plan plan) {
        return plan.with("spring.main.web-application-type", isSaid() ? "servlet" : "none")
                .with("apium.status.port", port);
    }

    void announce(RunningApplication runningApplication) {
        if (isSaid()) {
            System.out.println("Apium's worker is up, and tells about itself on port " + runningApplication.port());
        }
    }

    private boolean isSaid() {
        return port != null || System.getenv("APIUM_STATUS_PORT") != null;
    }
}
