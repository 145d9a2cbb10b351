package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An api, a scheduler and two workers, each of one version or another. Whoever is exchanged goes when the next is there, as
 * with whatever keeps services running.
 */
final class Troupe {

    private static final int WORKERS = 2;

    private final Stage stage;
    private final Path oldJar;
    private final Errands errands;
    private final List<Child> workers = new ArrayList<>();
    private Child scheduler;
    private volatile Api api;

    enum Version {
        OLD,
        NEW
    }

    Troupe(Stage stage, Path oldJar, Errands errands, Version behind, Version front) throws InterruptedException {
        this.stage = stage;
        this.oldJar = oldJar;
        this.errands = errands;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker(behind));
        }
        this.scheduler = scheduler(behind);
        this.api = api(front);
    }

    /** The one that serves now. */
    Api api() {
        return api;
    }

    /** All, one after another. */
    void exchange(Version version) throws InterruptedException {
        for (int i = 0; i < WORKERS; i++) {
            dismissed(workers.set(i, worker(version)));
        }
        Child before = scheduler;
        scheduler = scheduler(version);
        dismissed(before);
        Api served = api;
        api = api(version);
        dismissed(served.process());
    }

    void dismiss() throws InterruptedException {
        for (Child worker : workers) {
            dismissed(worker);
        }
        dismissed(scheduler);
        dismissed(api.process());
    }

    private static void dismissed(Child child) throws InterruptedException {
        int code = child.terminate();
        assertThat(code).as(child.output()).isZero();
    }

    private Child worker(Version version) throws InterruptedException {
        String[] options = {
            "--queues", errands.queue(), "--pool", "virtual", "--concurrency", "8", "--tasks", errands.jar()
        };
        Child worker = switch (version) {
            case OLD -> stage.of(oldJar, "worker", options);
            case NEW -> stage.worker(options);
        };
        Stage.takes(worker);
        return worker;
    }

    private Child scheduler(Version version) throws InterruptedException {
        return switch (version) {
            case OLD -> {
                Child old = stage.of(oldJar, "scheduler", "--port", "0");
                old.awaitLine("scheduler is up");
                yield old;
            }
            case NEW -> stage.scheduler();
        };
    }

    private Api api(Version version) throws InterruptedException {
        return switch (version) {
            case OLD -> new Api(stage.of(oldJar, "api", "--port", "0"));
            case NEW -> stage.api();
        };
    }
}
