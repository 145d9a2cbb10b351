package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRecordTest {

    private static final TaskId ID = new TaskId("a");

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "FAILURE", "REVOKED"})
    void a_task_under_way_is_in_no_final_state(String state) {
        assertThatThrownBy(() -> new TaskRecord.InProgress(ID, state, JsonText.NULL))
                .hasMessageStartingWith(state + " must not be a final state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "RETRY", "PROGRESS", "HALFWAY"})
    void any_other_state_may_be_reported_on_the_way(String state) {
        assertThat(new TaskRecord.InProgress(ID, state, JsonText.NULL).state()).isEqualTo(state);
    }

    @Test
    void each_ending_has_celerys_name_for_it() {
        Instant now = Instant.EPOCH;

        assertThat(new TaskRecord.Succeeded(ID, JsonText.NULL, now, ResultMetadata.UNKNOWN).state())
                .isEqualTo("SUCCESS");
        assertThat(new TaskRecord.Failed(ID, TaskError.revoked("x"), now, ResultMetadata.UNKNOWN).state())
                .isEqualTo("FAILURE");
        assertThat(new TaskRecord.Revoked(ID, TaskError.revoked("x"), now, ResultMetadata.UNKNOWN).state())
                .isEqualTo("REVOKED");
    }
}
