package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskErrorTest {

    @Test
    void an_exception_becomes_its_type_its_package_its_message_and_its_trace() {
        TaskError error = TaskError.of(new IllegalStateException("no such row"));

        assertThat(error.type()).isEqualTo("IllegalStateException");
        assertThat(error.module()).isEqualTo("java.lang");
        assertThat(error.arguments()).containsExactly("no such row");
        assertThat(error.traceback()).contains("TaskErrorTest");
        assertThat(error.summary()).isEqualTo("IllegalStateException('no such row')");
    }

    @Test
    void an_exception_with_an_error_name_has_it_as_its_type_and_a_subclass_has_its_own() {
        assertThat(TaskError.of(new Renamed()).type()).isEqualTo("OldName");
        assertThat(TaskError.of(new Derived()).type()).isEqualTo("Derived");
    }

    @Test
    void an_exception_without_a_message_or_a_name_is_a_fault_too() {
        TaskError error = TaskError.of(new RuntimeException() {});

        assertThat(error.type()).startsWith("io.apium.task.TaskErrorTest$");
        assertThat(error.arguments()).isEmpty();
        assertThat(error.summary()).endsWith("()");
    }

    @Test
    void a_broken_chord_names_the_part_and_what_it_raised() {
        TaskError cause = new TaskError("ValueError", "builtins", List.of("no", "row"), "trace");

        TaskError broken = TaskError.brokenChord(new TaskId("a"), cause);

        assertThat(broken.message()).isEqualTo("Dependency a raised ValueError('no', 'row')");
        assertThat(broken.traceback()).isNull();
    }

    @Test
    void a_fault_without_a_type_is_refused() {
        assertThatThrownBy(() -> new TaskError("", "m", List.of(), null)).hasMessageContaining("type");
    }

    @ErrorName("OldName")
    private static class Renamed extends RuntimeException {}

    private static final class Derived extends Renamed {}
}
