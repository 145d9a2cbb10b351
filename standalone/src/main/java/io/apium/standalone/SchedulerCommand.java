package io.apium.standalone;

import io.apium.scheduler.SchedulerApplication;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A scheduler. Several can run in parallel; on one machine each needs a port of its own. */
@Command(
        name = "scheduler",
        description =
                "Run delayed tasks, retries, schedules and flows of the RabbitMQ of APIUM_BROKER_URL and the Redis of"
                        + " APIUM_REDIS_URL when they are due.",
        mixinStandardHelpOptions = true)
final class SchedulerCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "The port of the management server with /livez, /readyz, /health and /metrics; 0 takes a free port."
                            + " Default: 8081.")
    private @Nullable Integer port;

    @Mixin
    private LogFormat logFormat = new LogFormat();

    @Override
    public Integer call() {
        RunningApplication running = logFormat
                .on(RunningApplication.of(SchedulerApplication.class))
                .with("management.server.port", port)
                .with("apium.scheduler.enabled", true)
                .with("apium.worker.enabled", false)
                .start();
        StartupLine.log("scheduler", running);
        return GracefulShutdown.awaited(running);
    }
}
