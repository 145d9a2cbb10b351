package io.apium.standalone;

import io.apium.api.ApiApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The HTTP API, without a worker and a scheduler. */
@Command(
        name = "api",
        description = "Serve the HTTP API on the RabbitMQ of APIUM_BROKER_URL and the Redis of APIUM_REDIS_URL.",
        mixinStandardHelpOptions = true)
final class ApiCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private LogFormat logFormat = new LogFormat();

    @Override
    public Integer call() {
        RunningApplication running = server.on(logFormat.on(RunningApplication.of(ApiApplication.class)))
                .with("apium.worker.enabled", false)
                .with("apium.scheduler.enabled", false)
                .start();
        StartupLine.log("api", running);
        return GracefulShutdown.awaited(running);
    }
}
