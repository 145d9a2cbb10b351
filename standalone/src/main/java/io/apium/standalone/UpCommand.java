package io.apium.standalone;

import io.apium.api.ApiApplication;
import io.apium.standalone.embedded.EmbeddedServers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Run the API, a worker and a scheduler in one process, with an embedded broker and an embedded Redis, on"
                        + " 127.0.0.1.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private LogFormat logFormat = new LogFormat();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep tasks and results in DIR between runs. Default: a temporary folder that is deleted.")
    private @Nullable Path data;

    @Override
    public Integer call() {
        EmbeddedServers servers = EmbeddedServers.start(data);
        try {
            RunningApplication running = server.on(logFormat.on(RunningApplication.of(ApiApplication.class)))
                    .with(servers.properties())
                    .with("apium.api.address", "127.0.0.1")
                    .start();
            String url = "http://127.0.0.1:" + running.port();
            System.out.printf(
                    "Apium is up at %s, try: curl -H 'Content-Type: application/json'"
                            + " -d '{\"task\":\"math.add\",\"args\":[2,3]}' %s/v1/tasks%n",
                    url, url);
            StartupLine.log("up", running);
            return GracefulShutdown.awaited(running::end, servers);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }
}
