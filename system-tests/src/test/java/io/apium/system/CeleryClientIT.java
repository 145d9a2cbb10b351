package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unmodified Celery client, a scheduler, and one {@code apium worker} on the queue that Celery sends to by default. */
class CeleryClientIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static CeleryClient celery;

    @BeforeAll
    static void start() throws Exception {
        STAGE.scheduler();
        TestProcess worker = STAGE.worker("--pool", "virtual", "--concurrency", "8");
        celery = STAGE.celeryClient();
        TestStage.takes(worker);
    }

    @Test
    void a_task_by_name_comes_back_with_its_result() throws Exception {
        assertThat(celery.run("return app.send_task('math.add', (2, 3)).get(timeout=10)"))
                .isEqualTo("5");
        assertThat(celery.run("return app.send_task('math.add', kwargs={'y': 3, 'x': 2}).get(timeout=10)"))
                .isEqualTo("5");
        assertThat(celery.run("return sig('math.add', 2, y=3).delay().get(timeout=10)"))
                .isEqualTo("5");
    }

    @Test
    void values_come_back_as_they_went() throws Exception {
        String echo = """
                value = %s
                assert app.send_task('demo.echo', (value,)).get(timeout=10) == value
                return value
                """;

        assertThat(celery.run(echo.formatted("{'größe': ['ключ', '任務', '🚀', None, True, 1.5]}")))
                .isEqualTo("{\"größe\":[\"ключ\",\"任務\",\"🚀\",null,true,1.5]}");
        assertThat(celery.run(echo.formatted("[]"))).isEqualTo("[]");
        assertThat(celery.run("return app.send_task('math.add', (2 ** 200, -1)).get(timeout=10) == 2 ** 200 - 1"))
                .isEqualTo("true");
    }

    @Test
    void a_chain_hands_each_result_on() throws Exception {
        assertThat(celery.run("""
                        steps = chain(sig('math.add', 1, 2), sig('math.add', 3), sig('math.mul', 10))
                        return steps().get(timeout=10)
                        """)).isEqualTo("60");
        assertThat(celery.run("""
                        last = chain(sig('math.add', 1, 2), sig('math.add', 3))()
                        last.get(timeout=10)
                        return [last.parent.get(timeout=10), last.get(timeout=10)]
                        """)).isEqualTo("[3,6]");
    }

    @Test
    void a_group_keeps_its_order() throws Exception {
        assertThat(celery.run("return group(sig('math.add', i, i) for i in range(10))().get(timeout=10)"))
                .isEqualTo("[0,2,4,6,8,10,12,14,16,18]");
    }

    @Test
    void a_chord_calls_its_body_with_every_result() throws Exception {
        assertThat(celery.run(
                        "return chord([sig('math.add', i, i) for i in range(10)])(sig('math.sum')).get(timeout=10)"))
                .isEqualTo("90");
        assertThat(celery.run("return chord([])(sig('math.sum')).get(timeout=10)"))
                .as("of no parts at all")
                .isEqualTo("0");
        assertThat(celery.run("return chord([sig('math.add', 2, 3)])(sig('math.sum')).get(timeout=10)"))
                .as("of one part")
                .isEqualTo("5");
    }

    @Test
    void a_group_inside_of_a_chain_is_waited_for() throws Exception {
        assertThat(celery.run("""
                        steps = chain(
                            sig('math.add', 1, 2), group(sig('math.add', 10), sig('math.mul', 10)), sig('math.sum'))
                        return steps().get(timeout=10)
                        """)).isEqualTo("43");
        assertThat(celery.run("""
                        steps = chain(sig('math.add', 1, 2), group(sig('math.add', 10), sig('math.mul', 10)))
                        return steps().get(timeout=10)
                        """)).as("as the last step").isEqualTo("[13,30]");
    }

    @Test
    void a_chords_header_may_hold_chains() throws Exception {
        assertThat(celery.run("""
                        header = [chain(sig('math.add', 1, 2), sig('math.mul', 10)), sig('math.add', 5, 5)]
                        return chord(header)(sig('math.sum')).get(timeout=10)
                        """)).isEqualTo("40");
    }

    @Test
    void a_chords_header_may_end_in_a_group() throws Exception {
        assertThat(celery.run("""
                        header = [sig('math.add', 5, 5), chain(sig('math.add', 1, 2), group(
                            sig('math.add', 10), sig('math.mul', 10)))]
                        return chord(header)(sig('math.sum')).get(timeout=10)
                        """))
                .as("Celery counts the members of the group one by one")
                .isEqualTo("53");
    }

    @Test
    void chords_nest() throws Exception {
        assertThat(celery.run("""
                        inner = chord([sig('math.add', 1, 2), sig('math.add', 3, 4)], sig('math.sum'))
                        return chord([inner, sig('math.add', 5, 6)])(sig('math.sum')).get(timeout=10)
                        """)).as("in the header").isEqualTo("21");
        assertThat(celery.run("""
                        body = chain(sig('math.sum'), group(sig('math.add', 1), sig('math.mul', 2)), sig('math.sum'))
                        return chord([sig('math.add', 1, 2), sig('math.add', 3, 4)])(body).get(timeout=10)
                        """)).as("in the body").isEqualTo("31");
    }

    @Test
    void a_chord_of_which_a_part_fails_is_broken() throws Exception {
        assertThat(celery.raised("""
                        chord([sig('math.add', 1, 2), sig('demo.fail', 'no luck')])(sig('math.sum')).get(
                            timeout=10, follow_parents=False)
                        """))
                .startsWith("ChordError: Dependency ")
                .contains("IllegalStateException", "no luck");
    }

    @Test
    void a_callback_is_called_with_the_result() throws Exception {
        assertThat(celery.run("""
                        called = sig('math.add', 10)
                        called.freeze()
                        assert app.send_task('math.add', (2, 3), link=called).get(timeout=10) == 5
                        return app.AsyncResult(called.id).get(timeout=10)
                        """)).isEqualTo("15");
    }

    @Test
    void an_errback_is_called_with_the_id_of_what_failed() throws Exception {
        assertThat(celery.run("""
                        errback = sig('demo.echo')
                        errback.freeze()
                        failed = app.send_task('demo.fail', ('boom',), link_error=errback)
                        return app.AsyncResult(errback.id).get(timeout=10) == failed.id
                        """)).isEqualTo("true");
    }

    @Test
    void a_failure_raises_in_python_with_type_and_message() throws Exception {
        assertThat(celery.raised("app.send_task('demo.fail', ('größer als erlaubt',)).get(timeout=10)"))
                .isEqualTo("IllegalStateException: größer als erlaubt");
        assertThat(celery.raised("app.send_task('math.add', (1,)).get(timeout=10)"))
                .startsWith("TypeError: ")
                .contains("math.add", "'y'");
        assertThat(celery.raised("chain(sig('demo.fail', 'first'), sig('math.add', 1))().get(timeout=10)"))
                .as("at the end of a chain")
                .isEqualTo("IllegalStateException: first");
    }

    @Test
    void a_task_that_nobody_has_is_not_registered() throws Exception {
        assertThat(celery.raised("app.send_task('no.such', ()).get(timeout=10)"))
                .isEqualTo("NotRegistered: 'no.such'");
    }

    @Test
    void a_task_with_a_countdown_is_not_run_before() throws Exception {
        double seconds = Double.parseDouble(celery.run("""
                        asked = time.monotonic()
                        app.send_task('math.add', (2, 3), countdown=2).get(timeout=10)
                        return time.monotonic() - asked
                        """));

        assertThat(seconds).isBetween(2.0, 5.0);
        System.out.printf("countdown=2: ended after %.3f s%n", seconds);
    }

    @Test
    void a_task_that_has_expired_is_revoked() throws Exception {
        // a countdown keeps the message in a worker's hands beyond its expiry; past ones RabbitMQ itself would drop
        assertThat(celery.raised("""
                        expired = now() + datetime.timedelta(seconds=1)
                        app.send_task('math.add', (2, 3), countdown=2, expires=expired).get(timeout=10)
                        """)).isEqualTo("TaskRevokedError: expired");
    }

    @Test
    void a_result_that_nobody_wants_is_not_stored() throws Exception {
        assertThat(celery.run("""
                        called = sig('math.add', 10)
                        called.freeze()
                        ignored = app.send_task('math.add', (2, 3), ignore_result=True, link=called)
                        assert app.AsyncResult(called.id).get(timeout=10) == 15
                        return app.AsyncResult(ignored.id).state
                        """)).isEqualTo("\"PENDING\"");
    }

    @Test
    void priority_headers_and_limits_are_taken() throws Exception {
        assertThat(celery.run("""
                        return app.send_task('math.add', (2, 3), priority=7, headers={'tenant': 'a'},
                            time_limit=30, soft_time_limit=20).get(timeout=10)
                        """)).isEqualTo("5");
    }

    @Test
    void five_hundred_tasks_in_a_group_all_come_back() throws Exception {
        assertThat(celery.run("""
                        results = group(sig('math.square', i) for i in range(500))().get(timeout=30)
                        assert results == [i * i for i in range(500)], results
                        return len(results)
                        """)).isEqualTo("500");
        System.out.println("group: 500 of 500 results, in order");
    }
}
