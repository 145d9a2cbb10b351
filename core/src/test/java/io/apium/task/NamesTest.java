package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void what_follows_from_a_task_has_the_same_id_at_every_call_and_another_at_every_place() {
        TaskId id = new TaskId("a");

        assertThat(id.follower("next")).isEqualTo(id.follower("next")).isNotEqualTo(id.follower("link/0"));
        assertThat(id.follower("next")).isNotEqualTo(new TaskId("b").follower("next"));
    }

    @Test
    void an_id_has_1_to_255_bytes() {
        assertThatThrownBy(() -> new TaskId("")).hasMessageContaining("task id must not be blank");
        assertThatThrownBy(() -> new TaskId("x".repeat(256))).hasMessageContaining("at most 255 bytes, got 256");
        assertThatThrownBy(() -> new GroupId("")).hasMessageContaining("group id must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"celery", "w1@host.dq2", "schönes-Wetter:1/2_3"})
    void a_queue_may_be_named_with_letters_digits_and_a_few_signs(String name) {
        assertThat(new QueueName(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "a*", "a\u0000"})
    void a_queue_may_not_be_named_otherwise(String name) {
        assertThatThrownBy(() -> new QueueName(name)).hasMessageContaining("queue name must");
    }

    @Test
    void a_payload_is_counted_in_bytes_and_never_empty() {
        assertThat(new JsonText("\"ü\"").bytes()).isEqualTo(4);
        assertThatThrownBy(() -> new JsonText("")).hasMessageContaining("must not be empty");
    }
}
