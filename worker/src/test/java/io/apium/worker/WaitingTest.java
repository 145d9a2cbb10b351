package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.worker.node.WorkerFixture;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingTest {

    static class Tasks {

        @Task("t")
        void run() {}
    }

    @Test
    void a_worker_says_how_long_messages_waited_for_it_and_of_each_once() {
        try (WorkerFixture fixture = new WorkerFixture(Map.of("apium.worker.concurrency", "2"), new Tasks())) {
            fixture.send(Signature.of("t"));
            fixture.lose(1);
            fixture.send(Signature.of("t"));
            fixture.now.updateAndGet(before -> before.plus(Duration.ofSeconds(3)));

            fixture.worker.start();
            fixture.awaitSettled();

            Timer waiting = fixture.meters
                    .get("apium.task.queue.wait")
                    .tag("queue", "celery")
                    .timer();
            assertThat(waiting.count()).as("one was taken before").isOne();
            assertThat(waiting.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(fixture.count("t", "SUCCESS")).isEqualTo(2);
        }
    }
}
