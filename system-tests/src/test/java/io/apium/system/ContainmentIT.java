package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.system.BystanderTasks.Fate;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every misbehaviour on every kind of handler, with quick tasks beside it, in the table of {@code docs/containment.md}. */
class ContainmentIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final CorePorts INSIDER = STAGE.insider();
    private static final Path TABLE = Path.of("target/containment.md");
    private static final int DELIVERIES = 2;

    /** A quarter of it on a quiet machine. */
    private static final Duration CONTAINED_WITHIN = Duration.ofSeconds(12);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOST = "FAILURE WorkerLostError";
    private static final String OVERDUE = "FAILURE TimeLimitExceeded";

    @Test
    void nothing_is_lost_and_in_processes_nobody_else_is_disturbed(@TempDir Path folder) throws Exception {
        List<ContainmentResult> results = new ArrayList<>();
        try (ExecutorService lanes = Executors.newFixedThreadPool(2)) {
            List<Future<List<ContainmentResult>>> columns = Stream.of(
                            HandlerKind.THREADS, HandlerKind.VIRTUAL, HandlerKind.COMMAND, HandlerKind.PROCESS)
                    .map(handlerKind -> lanes.submit(() -> column(handlerKind, folder.resolve(handlerKind.name()))))
                    .toList();
            for (Future<List<ContainmentResult>> column : columns) {
                results.addAll(column.get());
            }
        }
        results.sort(
                Comparator.comparing(ContainmentResult::misbehaviour).thenComparing(ContainmentResult::handlerKind));
        ContainmentTable.write(results, TABLE);

        assertThat(results).hasSize(HandlerKind.values().length * Misbehaviour.values().length);
        SoftAssertions.assertSoftly(all -> results.forEach(result -> check(result, all)));
    }

    private static void check(ContainmentResult result, SoftAssertions all) {
        all.assertThat(result.seen()).as(result.row()).isEqualTo(expected(result.handlerKind(), result.misbehaviour()));
        all.assertThat(result.lost()).as(result.row()).isZero();
        if (result.handlerKind().isContained()) {
            all.assertThat(result.free()).as(result.row()).isLessThan(CONTAINED_WITHIN);
            all.assertThat(result.others()).as(result.row()).matches(Fate::isUndisturbed);
            all.assertThat(result.deaths()).as(result.row()).isZero();
            all.assertThat(result.leftBehind()).as(result.row()).isZero();
        } else {
            all.assertThat(result.deaths())
                    .as(result.row())
                    .isEqualTo(result.misbehaviour().isDeadly() ? DELIVERIES : 0);
        }
    }

    private static String expected(HandlerKind handlerKind, Misbehaviour misbehaviour) {
        return switch (misbehaviour) {
            case BINARY, FLOODS -> handlerKind == HandlerKind.COMMAND ? "FAILURE CommandFailed" : "SUCCESS";
            case SLEEPS, LOOPS -> OVERDUE;
            case ALLOCATES -> handlerKind == HandlerKind.COMMAND ? "FAILURE CommandFailed" : "FAILURE OutOfMemoryError";
            case EXITS, CRASHES, KILLED, FORKS -> handlerKind == HandlerKind.COMMAND ? "FAILURE CommandFailed" : LOST;
        };
    }

    private static List<ContainmentResult> column(HandlerKind handlerKind, Path folder) throws Exception {
        String queue = STAGE.queue();
        MisbehavingTasks misbehavingTasks = MisbehavingTasks.on(handlerKind, queue, Files.createDirectories(folder));
        Map<String, String> environment = Map.of(
                "APIUM_WORKER_DELIVERY_LIMIT",
                Integer.toString(DELIVERIES),
                "APIUM_WORKER_SHUTDOWN_TIMEOUT",
                "PT5S",
                "JAVA_TOOL_OPTIONS",
                "-XX:-CreateCoredumpOnCrash -XX:ErrorFile=" + folder.resolve("crash-%p.log"));
        List<String> options = new ArrayList<>(
                List.of("--queues", queue, "--concurrency", "2", "--task-jars", misbehavingTasks.jar()));
        options.addAll(List.of(handlerKind.option, handlerKind.value));
        List<ContainmentResult> results = new ArrayList<>();
        try (RestartedWorker worker =
                RestartedWorker.of(() -> STAGE.worker(environment, options.toArray(String[]::new)))) {
            for (Misbehaviour misbehaviour : Misbehaviour.values()) {
                results.add(cell(handlerKind, misbehaviour, misbehavingTasks, worker));
                System.out.println(results.getLast().row());
            }
        } finally {
            misbehavingTasks.grandchildren().forEach(ProcessHandle::destroyForcibly);
        }
        return results;
    }

    private static ContainmentResult cell(
            HandlerKind handlerKind,
            Misbehaviour misbehaviour,
            MisbehavingTasks misbehavingTasks,
            RestartedWorker worker)
            throws Exception {
        int deaths = worker.deaths();
        BystanderTasks others = BystanderTasks.beside(INSIDER, misbehavingTasks.quick());
        long sentAt = System.nanoTime();
        TaskId id = send(misbehavingTasks.task(misbehaviour));
        TaskRecord.Ended ended = ended(id);
        Duration told = since(sentAt);
        String where = "meeting-" + misbehaviour.name();
        List<TaskId> meeting = List.of(send(misbehavingTasks.meeting(where)), send(misbehavingTasks.meeting(where)));
        for (TaskId one : meeting) {
            assertThat(ended(one))
                    .as("two slots after %s on %s", misbehaviour, handlerKind)
                    .isInstanceOf(TaskRecord.Succeeded.class);
        }
        Duration free = since(sentAt);
        Fate fate = others.end(misbehavingTasks);
        long runs = misbehavingTasks.starts().getOrDefault(id, 0L);
        int leftBehind = misbehavingTasks.grandchildren().size();
        return new ContainmentResult(
                handlerKind, misbehaviour, ended, told, free, runs, worker.deaths() - deaths, leftBehind, fate);
    }

    private static TaskId send(Signature task) throws Exception {
        return INSIDER.send(task).results().getFirst();
    }

    /** How it ended, or null when it was lost. */
    private static TaskRecord.@Nullable Ended ended(TaskId id) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (INSIDER.results().find(List.of(id)).get(id) instanceof TaskRecord.Ended ended) {
                return ended;
            }
            Thread.sleep(10);
        }
        return null;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
