package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.system.Bystanders.Fate;
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

/** Every misconduct on every ground, with quick tasks beside it, in the table of {@code docs/containment.md}. */
class ContainmentIT {

    @RegisterExtension
    static final Stage STAGE = Stage.shared();

    private static final Insider INSIDER = STAGE.insider();
    private static final Path TABLE = Path.of("target/containment.md");
    private static final int DELIVERIES = 2;

    /** A quarter of it on a quiet machine. */
    private static final Duration CONTAINED_WITHIN = Duration.ofSeconds(12);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOST = "FAILURE WorkerLostError";
    private static final String OVERDUE = "FAILURE TimeLimitExceeded";

    @Test
    void nothing_is_lost_and_in_processes_nobody_else_is_disturbed(@TempDir Path folder) throws Exception {
        List<Cell> cells = new ArrayList<>();
        try (ExecutorService lanes = Executors.newFixedThreadPool(2)) {
            List<Future<List<Cell>>> columns = Stream.of(Ground.THREADS, Ground.VIRTUAL, Ground.COMMAND, Ground.PROCESS)
                    .map(ground -> lanes.submit(() -> column(ground, folder.resolve(ground.name()))))
                    .toList();
            for (Future<List<Cell>> column : columns) {
                cells.addAll(column.get());
            }
        }
        cells.sort(Comparator.comparing(Cell::misconduct).thenComparing(Cell::ground));
        ContainmentTable.write(cells, TABLE);

        assertThat(cells).hasSize(Ground.values().length * Misconduct.values().length);
        SoftAssertions.assertSoftly(all -> cells.forEach(cell -> check(cell, all)));
    }

    private static void check(Cell cell, SoftAssertions all) {
        all.assertThat(cell.seen()).as(cell.row()).isEqualTo(expected(cell.ground(), cell.misconduct()));
        all.assertThat(cell.lost()).as(cell.row()).isZero();
        if (cell.ground().isContained()) {
            all.assertThat(cell.free()).as(cell.row()).isLessThan(CONTAINED_WITHIN);
            all.assertThat(cell.others()).as(cell.row()).matches(Fate::isUndisturbed);
            all.assertThat(cell.deaths()).as(cell.row()).isZero();
            all.assertThat(cell.leftBehind()).as(cell.row()).isZero();
        } else {
            all.assertThat(cell.deaths())
                    .as(cell.row())
                    .isEqualTo(cell.misconduct().isDeadly() ? DELIVERIES : 0);
        }
    }

    private static String expected(Ground ground, Misconduct misconduct) {
        return switch (misconduct) {
            case BINARY, FLOODS -> ground == Ground.COMMAND ? "FAILURE CommandFailed" : "SUCCESS";
            case SLEEPS, LOOPS -> OVERDUE;
            case ALLOCATES -> ground == Ground.COMMAND ? "FAILURE CommandFailed" : "FAILURE OutOfMemoryError";
            case EXITS, CRASHES, KILLED, FORKS -> ground == Ground.COMMAND ? "FAILURE CommandFailed" : LOST;
        };
    }

    private static List<Cell> column(Ground ground, Path folder) throws Exception {
        String queue = STAGE.queue();
        Misbehaving misbehaving = Misbehaving.on(ground, queue, Files.createDirectories(folder));
        Map<String, String> environment = Map.of(
                "APIUM_WORKER_DELIVERYLIMIT",
                Integer.toString(DELIVERIES),
                "APIUM_WORKER_GRACE",
                "PT5S",
                "JAVA_TOOL_OPTIONS",
                "-XX:-CreateCoredumpOnCrash -XX:ErrorFile=" + folder.resolve("crash-%p.log"));
        List<String> options =
                new ArrayList<>(List.of("--queues", queue, "--concurrency", "2", "--tasks", misbehaving.jar()));
        options.addAll(List.of(ground.option, ground.value));
        List<Cell> cells = new ArrayList<>();
        try (Supervised worker = Supervised.of(() -> STAGE.worker(environment, options.toArray(String[]::new)))) {
            for (Misconduct misconduct : Misconduct.values()) {
                cells.add(cell(ground, misconduct, misbehaving, worker));
                System.out.println(cells.getLast().row());
            }
        } finally {
            misbehaving.grandchildren().forEach(ProcessHandle::destroyForcibly);
        }
        return cells;
    }

    private static Cell cell(Ground ground, Misconduct misconduct, Misbehaving misbehaving, Supervised worker)
            throws Exception {
        int deaths = worker.deaths();
        Bystanders others = Bystanders.beside(INSIDER, misbehaving.quick());
        long sentAt = System.nanoTime();
        TaskId id = send(misbehaving.task(misconduct));
        TaskRecord.Ended ended = ended(id);
        Duration told = since(sentAt);
        String where = "meeting-" + misconduct.name();
        List<TaskId> meeting = List.of(send(misbehaving.meeting(where)), send(misbehaving.meeting(where)));
        for (TaskId one : meeting) {
            assertThat(ended(one))
                    .as("two slots after %s on %s", misconduct, ground)
                    .isInstanceOf(TaskRecord.Succeeded.class);
        }
        Duration free = since(sentAt);
        Fate fate = others.end(misbehaving);
        long runs = misbehaving.starts().getOrDefault(id, 0L);
        int leftBehind = misbehaving.grandchildren().size();
        return new Cell(ground, misconduct, ended, told, free, runs, worker.deaths() - deaths, leftBehind, fate);
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
