package io.apium.system;

import static org.awaitility.Awaitility.await;

import io.apium.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each service of {@link ComposeProject} weighs: its image, its start, and its memory when there is nothing to do. */
final class ContainerFigures {

    private static final int STARTS = 3;

    /** Idle is who has nothing more to do for its start: caches that are written, devices that are warmed. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ComposeProject compose;
    private final Map<String, String> requests;

    /** @param requests what each service can be asked for */
    ContainerFigures(ComposeProject compose, Map<String, String> requests) {
        this.compose = compose;
        this.requests = requests;
    }

    /** Rows of a table: the service, its image in MiB, seconds from nothing to its first task, memory in MiB. */
    List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        Thread.sleep(SETTLED_AFTER);
        for (String service : List.of("api", "scheduler", "worker", "worker-process", "gpu-worker")) {
            double memory = mebibytes(compose.docker(
                    "stats",
                    "--no-stream",
                    "--format",
                    "{{.MemUsage}}",
                    compose.containers(service).getFirst()));
            double image = Long.parseLong(
                            compose.docker("inspect", "-f", "{{.Size}}", "apium/" + service.replace("-process", "")))
                    / (double) (1 << 20);
            List<Duration> starts = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                starts.add(start(service));
            }
            starts.sort(null);
            rows.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.0f | %.1f | %.0f |",
                    service,
                    image,
                    starts.get(STARTS / 2).toMillis() / 1e3,
                    memory));
        }
        return rows;
    }

    /** From nothing to the end of a task that waited for it; for the API, until it accepts one. */
    private Duration start(String service) throws Exception {
        boolean isApi = service.equals("api");
        compose.says("stop", service);
        compose.says("rm", "-f", service);
        @Nullable TaskId waiting = isApi ? null : accepted(requests.get(service));
        long start = System.nanoTime();
        compose.says("up", "-d", "--no-deps", service);
        if (waiting == null) {
            accepted(requests.get("worker"));
        } else {
            compose.state(waiting, PATIENCE);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asks until it is. */
    private TaskId accepted(String request) {
        return await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> compose.accepted(request), Objects::nonNull);
    }

    private static double mebibytes(String usage) {
        String used = usage.substring(0, usage.indexOf('/')).strip();
        double number = Double.parseDouble(used.replaceAll("[A-Za-z]", ""));
        return used.endsWith("GiB") ? number * 1024 : number;
    }
}
