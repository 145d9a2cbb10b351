package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified Celery client whose tasks wait, expire, are revoked and tried again: by our worker and by Celery's. */
class CeleryDelaysIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static CeleryClient celery;
    private static TestProcess worker;

    @BeforeAll
    static void start() throws Exception {
        STAGE.scheduler();
        worker = worker();
        celery = STAGE.celeryClient();
        TestStage.takes(worker);
    }

    @Test
    void a_countdown_is_kept() throws Exception {
        assertThat(celery.run("""
                        sent = now()
                        result = app.send_task('math.add', (2, 3), countdown=3).get(timeout=20)
                        waited = (now() - sent).total_seconds()
                        return [result, 3 <= waited < 4.5, waited]
                        """)).startsWith("[5,true,");
    }

    @Test
    void an_eta_is_kept() throws Exception {
        assertThat(celery.run("""
                        sent = now()
                        eta = sent + datetime.timedelta(seconds=2)
                        result = app.send_task('math.add', (2, 3), eta=eta).get(timeout=20)
                        waited = (now() - sent).total_seconds()
                        return [result, 2 <= waited < 3.5, waited]
                        """)).startsWith("[5,true,");
    }

    @Test
    void what_expires_while_it_waits_is_revoked() throws Exception {
        assertThat(celery.raised("return app.send_task('math.add', (2, 3), countdown=30, expires=1).get(timeout=20)"))
                .isEqualTo("TaskRevokedError: expired");
        assertThat(celery.run("return app.send_task('math.add', (2, 3), countdown=1, expires=30).get(timeout=20)"))
                .isEqualTo("5");
    }

    @Test
    void what_waits_can_be_revoked() throws Exception {
        assertThat(celery.raised("""
                        task = app.send_task('math.add', (2, 3), countdown=600)
                        time.sleep(0.5)
                        app.control.revoke(task.id)
                        return task.get(timeout=20)
                        """)).isEqualTo("TaskRevokedError: revoked");
    }

    @Test
    void a_task_that_waits_outlives_the_worker_that_received_it() throws Exception {
        String id = celery.run("return app.send_task('math.add', (20, 3), countdown=6).id");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> STAGE.redisClient().keys("apium:{ledger:*}:task").stream()
                        .anyMatch(key -> STAGE.redisClient().hexists(key, id.replace("\"", ""))));
        worker.kill();
        worker = worker();

        assertThat(celery.run("return app.AsyncResult(%s).get(timeout=20)".formatted(id)))
                .isEqualTo("23");
    }

    @Test
    void a_task_of_ours_is_tried_again_and_is_seen_to_be() throws Exception {
        assertThat(celery.run("""
                        task = app.send_task('mixed.flaky', (2, 1.0))
                        states = []
                        while not task.ready():
                            if task.state not in states:
                                states.append(task.state)
                            time.sleep(0.02)
                        return [task.get(timeout=20), 'RETRY' in states]
                        """)).isEqualTo("[[\"java\",2],true]");
    }

    @Test
    void python_takes_over_a_retry_from_java_and_java_one_from_python() throws Exception {
        String queue = STAGE.queue();
        TestProcess java = STAGE.worker(
                "--queues", queue, "--task-jars", MixedRetries.jar(folder).toString());
        TestStage.takes(java);
        String first = celery.run("return app.send_task('mixed.flaky', (1, 3.0), queue='%s').id".formatted(queue));
        awaitRetry(first);
        assertThat(java.terminate()).isZero();
        TestProcess python = STAGE.celeryWorker(queue);

        assertThat(celery.run("return app.AsyncResult(%s).get(timeout=20)".formatted(first)))
                .as("tried by Java first")
                .isEqualTo("[\"python\",1]");

        String second = celery.run("return app.send_task('mixed.flaky', (1, 3.0), queue='%s').id".formatted(queue));
        awaitRetry(second);
        python.terminate();
        TestStage.takes(STAGE.worker(
                "--queues", queue, "--task-jars", MixedRetries.jar(folder).toString()));

        assertThat(celery.run("return app.AsyncResult(%s).get(timeout=20)".formatted(second)))
                .as("tried by Python first")
                .isEqualTo("[\"java\",1]");
    }

    private static void awaitRetry(String id) throws Exception {
        assertThat(celery.run("""
                        task = app.AsyncResult(%s)
                        for _ in range(500):
                            if task.state == 'RETRY':
                                return [task.state, str(task.result)]
                            time.sleep(0.02)
                        return task.state
                        """.formatted(id))).contains("RETRY", "attempt 1");
    }

    private static TestProcess worker() throws Exception {
        return STAGE.worker(
                "--task-jars", MixedRetries.jar(folder).toString(), "--pool", "virtual", "--concurrency", "8");
    }
}
