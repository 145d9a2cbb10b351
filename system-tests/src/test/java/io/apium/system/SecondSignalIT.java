package io.apium.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.process.TestProcess;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that gets a second stop signal. */
class SecondSignalIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    @ParameterizedTest
    @ValueSource(strings = {"threads", "process"})
    void the_second_signal_makes_the_stop_cold(String pool) throws Exception {
        String queue = STAGE.queue();
        String node = "hurried-" + queue + "@here";
        CeleryClient celery = STAGE.celeryClient();
        TestProcess worker = STAGE.worker("--queues", queue, "--pool", pool, "--concurrency", "1", "--name", node);
        TestStage.takes(worker);
        celery.run("app.send_task('demo.sleep', (600,), queue='" + queue + "')\nreturn None");
        celery.run("""
                while not (app.control.inspect(destination=['%s'], timeout=2).active() or {}).get('%s'):
                    pass
                """.formatted(node, node));
        ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
        List<ProcessHandle> descendants = process.descendants().toList();

        process.destroy();
        worker.awaitLine("a second stop signal interrupts its running tasks");
        assertThat(worker.isAlive()).isTrue();
        long told = System.nanoTime();
        process.destroy();
        int code = worker.exit();

        System.out.printf(
                "pool %s: ended %d ms after the second signal%n", pool, (System.nanoTime() - told) / 1_000_000);
        assertThat(code).isZero();
        assertThat(worker.output()).contains("tasks interrupted and requeued: node=" + node + " count=1");
        assertThat(celery.run("""
                        with app.connection() as connection:
                            return connection.default_channel.queue_declare('%s', passive=True).message_count
                        """.formatted(queue))).isEqualTo("1");
        await().atMost(5, SECONDS).until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
    }
}
