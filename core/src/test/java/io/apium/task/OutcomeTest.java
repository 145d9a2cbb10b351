package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final TaskId ID = new TaskId("a");
    private static final Instant NOW = Instant.EPOCH;
    private static final TaskError FAULT = new TaskError("ValueError", "builtins", List.of(), null);

    @Test
    void every_word_of_the_handler_is_one_word_of_the_system() {
        assertThat(ended(new Outcome.Success(JsonText.NULL)))
                .isEqualTo(new TaskRecord.Succeeded(ID, JsonText.NULL, NOW, ResultMetadata.UNKNOWN));
        assertThat(ended(new Outcome.Failure(FAULT)))
                .isEqualTo(new TaskRecord.Failed(ID, FAULT, NOW, ResultMetadata.UNKNOWN));
        assertThat(ended(new Outcome.Revoked(FAULT)))
                .isEqualTo(new TaskRecord.Revoked(ID, FAULT, NOW, ResultMetadata.UNKNOWN));
    }

    private static TaskRecord.Ended ended(Outcome.Final outcome) {
        return outcome.ended(ID, NOW, ResultMetadata.UNKNOWN);
    }
}
