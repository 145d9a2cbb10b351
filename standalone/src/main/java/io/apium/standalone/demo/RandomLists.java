package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.client.TaskClient;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** The cookbook's experiment: ten lists of ten million random numbers, one at a time and then all at once. */
final class RandomLists {

    private static final int LISTS = 10;
    private static final int NUMBERS = 10_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Canvas LIST = Signature.of("demo.random_list", NUMBERS);

    private final TaskClient client;
    private final int slots;

    RandomLists(TaskClient client, int slots) {
        this.client = client;
        this.slots = slots;
    }

    void run(PrintStream out) throws InterruptedException {
        make(1); // else the first row would pay for the compiler's warming up, and the second look good for it
        Stopwatch alone = Stopwatch.started();
        for (int i = 0; i < LISTS; i++) {
            make(1);
        }
        double secondsAlone = alone.seconds();
        Stopwatch together = Stopwatch.started();
        make(LISTS);
        double secondsTogether = together.seconds();

        double speedup = secondsAlone / secondsTogether;
        out.printf("%n%d lists of %,d random numbers%n", LISTS, NUMBERS);
        out.printf("  %-24s %8s %8s %10s%n", "", "seconds", "speedup", "efficiency");
        out.printf("  %-24s %8.2f %8.2f %10s%n", "one at a time", secondsAlone, 1.0, "");
        out.printf(
                "  %-24s %8.2f %8.2f %10.2f%n",
                "at once, on " + slots + " slots", secondsTogether, speedup, speedup / slots);
    }

    private void make(int lists) throws InterruptedException {
        Launch launch = client.send(new Group(Collections.nCopies(lists, LIST), Options.NONE))
                .join();
        List<TaskId> made = launch.results();
        for (TaskId id : made) {
            TaskRecord.Ended ended = client.await(id, LIMIT)
                    .orElseThrow(() -> new DemoFailed("a list took more than " + LIMIT.toMinutes() + " minutes"));
            if (ended instanceof TaskRecord.Unsuccessful failed) {
                throw new DemoFailed(
                        "a list could not be made: " + failed.fault().summary());
            }
        }
    }
}
