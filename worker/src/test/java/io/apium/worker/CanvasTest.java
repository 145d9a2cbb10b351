package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CanvasTest {

    static class Tasks {

        final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Task("add")
        long add(long x, long y) {
            return x + y;
        }

        @Task("sum")
        long sum(List<Long> numbers) {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }

        @Task("fail")
        void fail() {
            throw new IllegalStateException("on purpose");
        }

        @Task("tell")
        void tell(String failed) {
            told.add(failed);
        }

        @Task(Group.ACCUMULATE)
        Object accumulate(Signature signature) {
            return signature.args().getFirst();
        }
    }

    private final Tasks tasks = new Tasks();
    private final WorkerFixture fixture = WorkerFixture.started(tasks);

    @AfterEach
    void stop() {
        fixture.awaitSettled();
        fixture.close();
    }

    @Test
    void each_step_of_a_chain_is_given_the_result_of_the_one_before() {
        assertThat(fixture.result(chain(add(1, 2), Signature.of("add", 10), Signature.of("add", 100))))
                .isEqualTo("113");
    }

    @Test
    void a_record_names_the_tasks_that_follow() {
        Submission submission = fixture.send(chain(add(1, 2), Signature.of("add", 10)));
        TaskId first = submission.messages().getFirst().id();

        ResultMetadata metadata = fixture.ended(first).metadata();

        assertThat(metadata.children()).isEqualTo(submission.results());
        assertThat(fixture.ended(submission.results().getFirst()).metadata().parent())
                .isEqualTo(first);
    }

    @Test
    void every_task_of_a_group_has_its_own_result() {
        Submission submission = fixture.send(Group.of(add(1, 1), add(2, 2)));

        assertThat(submission.results())
                .map(fixture::ended)
                .map(ended -> ((TaskRecord.Succeeded) ended).result().json())
                .containsExactly("2", "4");
    }

    @Test
    void the_body_of_a_chord_is_given_the_results_of_its_header() {
        assertThat(fixture.result(Chord.of(Group.of(add(1, 1), add(2, 2)), Signature.of("sum"))))
                .isEqualTo("6");
    }

    @Test
    void canvases_nest() {
        Canvas inner = Chord.of(Group.of(add(1, 1), Group.of(add(2, 2), add(3, 3))), Signature.of("sum"));
        Canvas outer = Chord.of(Group.of(inner, chain(add(0, 1), Signature.of("add", 1))), Signature.of("sum"));

        assertThat(fixture.result(chain(outer, Signature.of("add", 1000)))).isEqualTo("1014");
    }

    @Test
    void a_group_that_is_followed_by_a_task_is_a_chord() {
        assertThat(fixture.result(chain(
                        add(1, 1), Group.of(Signature.of("add", 1), Signature.of("add", 2)), Signature.of("sum"))))
                .isEqualTo("7");
    }

    @Test
    void a_failure_calls_the_errback_with_the_id_of_what_failed() throws InterruptedException {
        TaskId failed = fixture.send(Signature.of("fail").guarded(List.of(Signature.of("tell"))))
                .results()
                .getFirst();

        assertThat(tasks.told.poll(10, TimeUnit.SECONDS)).isEqualTo(failed.value());
    }

    @Test
    void the_steps_after_a_failure_are_given_its_error() {
        TaskRecord.Ended last =
                fixture.call(chain(Signature.of("fail"), Signature.of("add", 1), Signature.of("add", 2)));

        assertThat(last)
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed ->
                                assertThat(failed.error().summary()).isEqualTo("IllegalStateException('on purpose')"));
    }

    @Test
    void a_failure_in_its_header_breaks_a_chord_and_tells_its_body() throws InterruptedException {
        Signature body = Signature.of("sum").guarded(List.of(Signature.of("tell")));
        TaskId id = fixture.send(Chord.of(Group.of(add(1, 1), Signature.of("fail")), body))
                .results()
                .getFirst();

        assertThat(fixture.ended(id)).isInstanceOfSatisfying(TaskRecord.Failed.class, failed -> {
            assertThat(failed.error().type()).isEqualTo("ChordError");
            assertThat(failed.error().message()).contains("raised IllegalStateException('on purpose')");
        });
        assertThat(tasks.told.poll(10, TimeUnit.SECONDS)).isEqualTo(id.value());
    }

    private static Signature add(long x, long y) {
        return Signature.of("add", x, y);
    }

    private static Chain chain(Canvas... steps) {
        return new Chain(List.of(steps));
    }
}
