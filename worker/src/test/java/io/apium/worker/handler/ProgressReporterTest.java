package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.store.TaskHistory;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.binding.HandlerJson;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    @Test
    void of_reports_that_come_faster_than_they_are_written_the_latest_is_kept() {
        MemoryStore store = new MemoryStore(InstantSource.fixed(Samples.NOW));
        TaskMessage message = Samples.message(Signature.of("t"));
        store.results().accepted(message, Samples.NOW).join();
        ProgressReporter progress = new ProgressReporter(message.id(), store.results(), new HandlerJson());

        store.fail();
        for (int i = 0; i < 1000; i++) {
            progress.accept(i);
        }
        store.recover();

        TaskHistory history = store.results().history(message.id()).orElseThrow();
        assertThat(history.events().stream().map(event -> event.details().get("progress")))
                .containsExactly(null, "0", "999");
    }
}
