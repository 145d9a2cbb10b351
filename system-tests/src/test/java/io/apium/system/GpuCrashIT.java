package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.process.TestProcess;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that is killed while its device computes, and another's host. */
class GpuCrashIT {

    private static final int TASKS = 24;
    private static final int SAMPLES = 10_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "APIUM_GPU_CACHE_FOLDER", Path.of("target/gpu").toAbsolutePath().toString(), "APIUM_GPU_CONCURRENCY", "4");

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    @Test
    void no_task_is_lost_with_a_worker_or_with_a_host_and_no_host_outlives_its_worker() throws Exception {
        String queue = STAGE.queue();
        TestProcess killed = worker(queue, "killed");
        TestProcess other = worker(queue, "other");
        CorePorts corePorts = STAGE.insider();
        TestStage.takes(killed, other);
        awaitOnly(2, queue + ".opencl", corePorts);
        // half as many: each seed twice, so that every answer has another to agree with
        List<Canvas> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(pi(i / 2, queue));
        }

        List<TaskId> ids =
                corePorts.send(Group.of(tasks.toArray(Canvas[]::new))).results();
        awaitEnded(corePorts, ids, TASKS / 4);
        List<ProcessHandle> hosts = hosts(killed);
        assertThat(hosts).isNotEmpty();
        killed.kill();
        awaitEnded(corePorts, ids, TASKS / 2);
        hosts(other).forEach(ProcessHandle::destroyForcibly);
        awaitEnded(corePorts, ids, TASKS);

        Map<TaskId, TaskRecord> records = corePorts.results().find(ids);
        for (int i = 0; i < TASKS; i += 2) {
            assertThat(records.get(ids.get(i)).state()).isEqualTo("SUCCESS");
            assertThat(inside(records.get(ids.get(i)))).isEqualTo(inside(records.get(ids.get(i + 1))));
        }
        await("the hosts of the killed worker are gone")
                .atMost(Duration.ofSeconds(10))
                .until(() -> hosts.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(other.isAlive()).isTrue();
    }

    /** A task goes to a worker that has reported a device: those that earlier tests have killed must be forgotten. */
    private static void awaitOnly(int workers, String takingFrom, CorePorts corePorts) {
        await("only workers with devices of this test are known")
                .atMost(PATIENCE)
                .until(() -> {
                    List<WorkerStatus> known = corePorts.workers().list();
                    return known.size() == workers
                            && known.stream()
                                    .allMatch(worker -> worker.pools().stream()
                                            .anyMatch(pool -> pool.queues().contains(takingFrom)));
                });
    }

    private static TestProcess worker(String queue, String name) {
        return STAGE.gpuWorker(ENVIRONMENT, "--queues", queue, "--name", name + "-" + queue);
    }

    private static Canvas pi(int seed, String queue) {
        Map<String, Object> kwargs = Map.of("samples", SAMPLES, "seed", seed, "requires", Map.of("device", "opencl"));
        TaskOptions there = TaskOptions.NONE.withRouting(new TaskOptions.Routing(new QueueName(queue), null));
        return new Signature("gpu.monte_carlo_pi", List.of(), kwargs, there, false);
    }

    private static List<ProcessHandle> hosts(TestProcess worker) {
        return ProcessHandle.of(worker.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    private static void awaitEnded(CorePorts corePorts, List<TaskId> ids, int count) {
        await().atMost(PATIENCE)
                .until(() -> corePorts.results().find(ids).values().stream()
                                .filter(TaskRecord.Ended.class::isInstance)
                                .count()
                        >= count);
    }

    private static String inside(TaskRecord record) {
        String result = record.toString();
        return result.substring(result.indexOf("\"inside\""), result.indexOf(",", result.indexOf("\"inside\"")));
    }
}
