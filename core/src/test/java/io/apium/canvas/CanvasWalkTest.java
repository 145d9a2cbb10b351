package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random canvases, run from a bag of messages by nothing but {@link Submission} and {@link FollowUps}, against a plain
 * recursive evaluation. Messages are run in any order and delivered again; workers die between any two effects. A walk
 * that fails prints its seed, and {@code -Dseed=} walks it alone.
 */
class CanvasWalkTest {

    private static final int WALKS = 2_000;

    @Test
    void any_canvas_comes_to_what_a_plain_evaluation_comes_to() {
        Long seed = Long.getLong("seed");

        (seed == null ? LongStream.range(0, WALKS) : LongStream.of(seed)).forEach(CanvasWalkTest::walk);
    }

    private static void walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean failures = random.nextBoolean();
        int unlucky = random.nextInt();
        Failing failing = task ->
                failures && !task.equals(Group.ACCUMULATE) && Math.floorMod(task.hashCode() * 31 + unlucky, 8) == 0;
        Canvas canvas = new RandomCanvas(random).canvas(4);

        PlainEvaluation plain = new PlainEvaluation(failing);
        var expected = plain.of(canvas);
        Submission submission = Submission.of(canvas, SubmissionContext.client(Instant.EPOCH));
        MessageBag bag = new MessageBag(random, failing);
        try {
            bag.run(submission);

            assertThat(bag.calls()).isEqualTo(plain.calls());
            assertThat(submission.results().stream().map(bag::record).map(CanvasWalkTest::result))
                    .isEqualTo(expected);
            assertThat(bag.waiting()).isEmpty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("the walk with -Dseed=" + seed + " failed on " + shown(canvas), e);
        }
    }

    private static String shown(Canvas canvas) {
        return canvas.toString().replace(", options=" + TaskOptions.NONE, "").replace(", kwargs={}", "");
    }

    private static Optional<String> result(TaskRecord.Ended record) {
        return record instanceof TaskRecord.Succeeded succeeded
                ? Optional.of(succeeded.result().json())
                : Optional.empty();
    }

    /** Which tasks fail: always the same ones, however they are run. */
    interface Failing {
        boolean test(String task);
    }
}
