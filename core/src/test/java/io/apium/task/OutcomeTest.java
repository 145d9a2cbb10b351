package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final TaskId ID = new TaskId("a");
    private static final Instant NOW = Instant.EPOCH;
    private static final Fault FAULT = new Fault("ValueError", "builtins", List.of(), null);

    @Test
    void every_word_of_the_handler_is_one_word_of_the_system() {
        assertThat(ended(new Outcome.Success(Payload.NULL)))
                .isEqualTo(new TaskRecord.Succeeded(ID, Payload.NULL, NOW, Provenance.UNKNOWN));
        assertThat(ended(new Outcome.Failure(FAULT)))
                .isEqualTo(new TaskRecord.Failed(ID, FAULT, NOW, Provenance.UNKNOWN));
        assertThat(ended(new Outcome.Cancelled(FAULT)))
                .isEqualTo(new TaskRecord.Revoked(ID, FAULT, NOW, Provenance.UNKNOWN));
    }

    private static TaskRecord.Ended ended(Outcome.Last outcome) {
        return outcome.ended(ID, NOW, Provenance.UNKNOWN);
    }
}
