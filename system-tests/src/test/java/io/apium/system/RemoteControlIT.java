package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Celery's own {@code inspect} and {@code control}, and an Apium worker that handles them. */
class RemoteControlIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private final String queue = STAGE.queue();
    private final String node = "steered-" + queue + "@here";
    private CeleryClient celery;
    private TestProcess worker;

    @BeforeEach
    void startAClient() throws Exception {
        celery = STAGE.celeryClient();
    }

    private void start(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--queues", queue, "--name", node));
        all.addAll(List.of(options));
        worker = STAGE.worker(all.toArray(String[]::new));
        TestStage.takes(worker);
        worker.awaitLine("remote control ready: node=" + node);
    }

    @Test
    void a_worker_says_what_it_is_and_what_it_does() throws Exception {
        start("--concurrency", "1");
        assertThat(ask("inspect.ping()")).isEqualTo("{\"ok\":\"pong\"}");
        assertThat(ask("inspect.registered()")).contains("\"math.add\"", "\"demo.sleep\"");
        assertThat(ask("[queue['name'] for queue in inspect.active_queues()[node]]"))
                .isEqualTo("[\"" + queue + "\"]");

        assertThat(ask("""
                        app.send_task('math.add', (2, 3), queue=queue).get(timeout=10)
                        sleeps = app.send_task('demo.sleep', (600,), queue=queue)
                        waits = app.send_task('math.add', (2, 3), queue=queue)
                        while not inspect.active()[node]:
                            pass
                        active = inspect.active()[node][0]
                        assert active['id'] == sleeps.id, active
                        assert active['args'] == [600], active
                        assert active['hostname'] == node, active
                        assert abs(active['time_start'] - time.time()) < 60, active
                        assert inspect.scheduled() == {node: []}
                        assert inspect.revoked() == {node: {'error': "there is no command 'revoked'"}}
                        stats = inspect.stats()[node]
                        assert stats['total'] == {'math.add': 1}, stats
                        """, "[stats['pool']['max-concurrency'], stats['pool']['busy']]"))
                .isEqualTo("[1,1]");
    }

    @Test
    void a_worker_is_changed_while_it_runs() throws Exception {
        start("--concurrency", "1");
        assertThat(ask("control.pool_grow(2, **to)")).isEqualTo("{\"ok\":\"pool will grow\"}");
        assertThat(ask("inspect.stats()[node]['pool']['max-concurrency']")).isEqualTo("3");
        assertThat(ask("control.pool_shrink(1, **to)")).isEqualTo("{\"ok\":\"pool will shrink\"}");
        assertThat(ask("control.autoscale(4, 2, **to)")).isEqualTo("{\"error\":\"Autoscale not enabled\"}");
        assertThat(ask("inspect.stats()[node]['pool']['max-concurrency']")).isEqualTo("2");

        assertThat(ask("control.time_limit('demo.sleep', hard=0.5, **to)"))
                .isEqualTo("{\"ok\":\"time limits set successfully\"}");
        assertThat(celery.raised("app.send_task('demo.sleep', (600,), queue='" + queue + "').get(timeout=20)"))
                .startsWith("TimeLimitExceeded");

        assertThat(ask("control.rate_limit('math.add', '100/s', **to)"))
                .isEqualTo("{\"ok\":\"new rate limit set successfully\"}");

        String other = STAGE.queue();
        assertThat(ask("control.add_consumer('" + other + "', **to)")).contains("add consumer " + other);
        assertThat(celery.run("return app.send_task('math.add', (2, 3), queue='" + other + "').get(timeout=10)"))
                .isEqualTo("5");
        assertThat(ask("control.cancel_consumer('" + other + "', **to)")).contains("no longer consuming from " + other);
        assertThat(ask("[queue['name'] for queue in inspect.active_queues()[node]]"))
                .isEqualTo("[\"" + queue + "\"]");
        assertThat(ask("control.broadcast('dance', **to)")).isEqualTo("{\"error\":\"there is no command 'dance'\"}");
    }

    @Test
    void a_worker_that_is_ordered_to_shut_down_ends_well() throws Exception {
        start("--concurrency", "1");
        celery.run("app.control.shutdown(destination=['" + node + "'])\nreturn None");

        assertThat(worker.exit()).isZero();
        assertThat(worker.output()).contains("worker stopped: node=" + node);
    }

    @Test
    void a_range_of_slots_is_one_of_child_processes_too() throws Exception {
        start("--pool", "process", "--autoscale", "3,1");
        assertThat(ask("inspect.stats()[node]['autoscaler']"))
                .isEqualTo("{\"max\":3,\"min\":1,\"current\":1,\"qty\":0}");

        assertThat(ask("control.autoscale(4, 2, **to)")).isEqualTo("{\"ok\":\"autoscale now max=4 min=2\"}");
        assertThat(ask("""
                        while len(inspect.stats()[node]['pool']['processes']) < 2:
                            pass
                        control.autoscale(1, 1, **to)
                        while len(inspect.stats()[node]['pool']['processes']) > 1:
                            pass
                        """, "inspect.stats()[node]['pool']['max-concurrency']")).isEqualTo("1");
    }

    private String ask(String question) throws Exception {
        return ask("", question);
    }

    /** What this worker answered, without its name. */
    private String ask(String before, String question) throws Exception {
        return celery.run("""
                node, queue = '%s', '%s'
                control = app.control
                to = {'destination': [node], 'reply': True, 'timeout': 20}
                inspect = control.inspect(destination=[node], timeout=20)
                %s
                answer = %s
                if isinstance(answer, list) and answer and isinstance(answer[0], dict):
                    answer = answer[0]
                return answer[node] if isinstance(answer, dict) and node in answer else answer
                """.formatted(node, queue, before, question));
    }
}
