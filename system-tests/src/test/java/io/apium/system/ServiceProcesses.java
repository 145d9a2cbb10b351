package io.apium.system;

import io.apium.process.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An api, a scheduler and two workers, and what they say of themselves. */
final class ServiceProcesses {

    private static final int WORKERS = 2;

    /** Endings of tasks that are not good, and whatever is counted as lost. */
    private static final Pattern NOT_GOOD = Pattern.compile(
            "apium_tasks(?:_lost)?_total\\{(?=[^}]*task=\"([a-z.]+)\")(?![^}]*SUCCESS|[^}]*RETRY)[^}]*} (\\S+)");

    private final Map<String, TestProcess> processes = new LinkedHashMap<>();
    private final List<URI> workers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiClient api;

    /** @param tasks jars of tasks */
    ServiceProcesses(TestStage stage, String queue, String tasks) throws Exception {
        for (int i = 1; i <= WORKERS; i++) {
            TestProcess worker = stage.worker(
                    "--queues",
                    queue,
                    "--concurrency",
                    "8",
                    "--task-jars",
                    tasks,
                    "--port",
                    "0",
                    "--name",
                    "worker" + i + "@here");
            processes.put("worker " + i, worker);
        }
        for (TestProcess worker : processes.values()) {
            workers.add(StartLine.address(worker, "management").resolve("/metrics"));
            TestStage.takes(worker);
        }
        processes.put("scheduler", stage.scheduler());
        api = stage.api();
        processes.put("api", api.process());
    }

    ApiClient api() {
        return api;
    }

    /** What each holds in its heap, in bytes. */
    Map<String, Long> heaps() throws Exception {
        Map<String, Long> heaps = new LinkedHashMap<>();
        for (Map.Entry<String, TestProcess> process : processes.entrySet()) {
            heaps.put(process.getKey(), UsedHeap.usedBy(process.getValue().pid()));
        }
        return heaps;
    }

    /** The processes that have ended, or have printed an OutOfMemoryError. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        processes.forEach((name, process) -> {
            if (!process.isAlive()) {
                complaints.add(name + " has ended");
            }
            process.lines().stream()
                    .filter(line -> line.contains("OutOfMemoryError"))
                    .forEach(line -> complaints.add(name + " printed: " + line));
        });
        return complaints;
    }

    /** How many runs of these tasks workers have counted that ended other than well, in sentences. */
    List<String> failures(List<String> tasks) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (URI worker : workers) {
            String metrics = http.send(HttpRequest.newBuilder(worker).build(), BodyHandlers.ofString())
                    .body();
            NOT_GOOD.matcher(metrics)
                    .results()
                    .filter(meter -> tasks.contains(meter.group(1)) && Double.parseDouble(meter.group(2)) > 0)
                    .map(MatchResult::group)
                    .forEach(failures::add);
        }
        return failures;
    }

    /** The messages that workers have and have not acked, by their last heartbeats. */
    int unacked() throws Exception {
        int unacked = 0;
        for (JsonNode worker : api.get("/v1/workers").path("workers")) {
            for (JsonNode pool : worker.path("pools")) {
                unacked += pool.path("unacked").asInt();
            }
        }
        return unacked;
    }

    /** Asks all to end, and says which did so with another code than 0. */
    List<String> stop() throws InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, TestProcess> process : processes.entrySet()) {
            int code = process.getValue().terminate();
            if (code != 0) {
                complaints.add(process.getKey() + " ended with " + code);
            }
        }
        return complaints;
    }
}
