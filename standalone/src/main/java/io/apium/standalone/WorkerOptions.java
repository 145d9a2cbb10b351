package io.apium.standalone;

import io.apium.worker.boot.WorkerApplication;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that the commands worker and gpu-worker share. */
final class WorkerOptions {

    @Option(
            names = "--queues",
            split = ",",
            paramLabel = "QUEUE",
            description = "The queues to consume. Default: celery; for gpu-worker: gpu.")
    private List<String> queues = List.of();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "The number of tasks that run at once. Default: one per processor; 100 with virtual threads;"
                    + " 256 for gpu-worker.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The node name of this worker. Default: apium; for gpu-worker: gpu.")
    private @Nullable String name;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "The port of the management server with /livez, /readyz, /health and /metrics; 0 takes a free port."
                            + " Default: no management server, because several workers may share a machine.")
    private @Nullable Integer port;

    @Mixin
    private LogFormat logFormat = new LogFormat();

    @Nullable
    Integer concurrency() {
        return concurrency;
    }

    @Nullable
    String name() {
        return name;
    }

    /** Null without the option. */
    @Nullable
    String queues() {
        return queues.isEmpty() ? null : String.join(",", queues);
    }

    RunningApplication.Plan plan() {
        boolean isManaged = port != null || System.getenv("MANAGEMENT_SERVER_PORT") != null;
        return logFormat
                .on(RunningApplication.of(WorkerApplication.class))
                .with("spring.main.web-application-type", isManaged ? "servlet" : "none")
                .with("management.server.port", port)
                .with("apium.scheduler.enabled", false);
    }
}
