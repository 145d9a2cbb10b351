package io.apium.bench;

import io.apium.system.Diary;
import io.apium.system.Overload;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./apium bench limits}: far more tasks than their limit lets start. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        description = "A rate over three workers under twenty times as much load.")
final class LimitsBench implements Callable<Integer> {

    private static final double USED_MIN = 0.95;

    @Option(names = "--seconds", defaultValue = "30", description = "for how long (default ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("apium-limits");
        Overload.Seen seen;
        try (Server rabbit = RabbitServer.started();
                Server redis = RedisServer.started();
                Overload overload = new Overload(rabbit.url(), redis.url(), "limits", Diary.in(folder))) {
            seen = overload.rate(Duration.ofSeconds(seconds));
        }
        System.out.println(seen);
        return seen.most() <= Overload.RATE && seen.used() >= USED_MIN ? 0 : 1;
    }
}
