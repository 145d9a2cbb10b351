package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An api, a scheduler and two workers, each of the old or the new version. A replaced process stops when its successor
 * is ready, as in a rolling update.
 */
final class VersionedServices {

    private static final int WORKERS = 2;

    private final TestStage stage;
    private final Path oldJar;
    private final RetryingTask retryingTask;
    private final List<TestProcess> workers = new ArrayList<>();
    private TestProcess scheduler;
    private volatile ApiClient api;

    enum Version {
        OLD,
        NEW
    }

    VersionedServices(TestStage stage, Path oldJar, RetryingTask retryingTask, Version behind, Version front)
            throws InterruptedException {
        this.stage = stage;
        this.oldJar = oldJar;
        this.retryingTask = retryingTask;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker(behind));
        }
        this.scheduler = scheduler(behind);
        this.api = api(front);
    }

    /** The one that serves now. */
    ApiClient api() {
        return api;
    }

    /** All, one after another. */
    void exchange(Version version) throws InterruptedException {
        for (int i = 0; i < WORKERS; i++) {
            dismissed(workers.set(i, worker(version)));
        }
        TestProcess before = scheduler;
        scheduler = scheduler(version);
        dismissed(before);
        ApiClient served = api;
        api = api(version);
        dismissed(served.process());
    }

    void dismiss() throws InterruptedException {
        for (TestProcess worker : workers) {
            dismissed(worker);
        }
        dismissed(scheduler);
        dismissed(api.process());
    }

    private static void dismissed(TestProcess process) throws InterruptedException {
        int code = process.terminate();
        assertThat(code).as(process.output()).isZero();
    }

    private TestProcess worker(Version version) throws InterruptedException {
        String[] options = {"--queues", retryingTask.queue(), "--pool", "virtual", "--concurrency", "8"};
        Map<String, String> jars =
                Map.of("APIUM_WORKER_TASKS", retryingTask.jar(), "APIUM_WORKER_TASK_JARS", retryingTask.jar());
        TestProcess worker = switch (version) {
            case OLD -> stage.of(oldJar, jars, "worker", options);
            case NEW -> stage.worker(jars, options);
        };
        TestStage.takes(worker);
        return worker;
    }

    private TestProcess scheduler(Version version) throws InterruptedException {
        return switch (version) {
            case OLD -> {
                TestProcess old = stage.of(oldJar, Map.of(), "scheduler", "--port", "0");
                old.awaitLine("scheduler is up");
                yield old;
            }
            case NEW -> stage.scheduler();
        };
    }

    private ApiClient api(Version version) throws InterruptedException {
        return switch (version) {
            case OLD -> ApiClient.old(stage.of(oldJar, Map.of(), "api", "--port", "0"));
            case NEW -> stage.api();
        };
    }
}
