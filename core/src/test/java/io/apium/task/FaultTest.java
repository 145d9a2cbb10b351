package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void an_exception_becomes_its_type_its_package_its_message_and_its_trace() {
        Fault fault = Fault.of(new IllegalStateException("no such row"));

        assertThat(fault.type()).isEqualTo("IllegalStateException");
        assertThat(fault.module()).isEqualTo("java.lang");
        assertThat(fault.arguments()).containsExactly("no such row");
        assertThat(fault.traceback()).contains("FaultTest");
        assertThat(fault.summary()).isEqualTo("IllegalStateException('no such row')");
    }

    @Test
    void an_exception_with_an_error_name_has_it_as_its_type_and_a_subclass_has_its_own() {
        assertThat(Fault.of(new Renamed()).type()).isEqualTo("OldName");
        assertThat(Fault.of(new Derived()).type()).isEqualTo("Derived");
    }

    @Test
    void an_exception_without_a_message_or_a_name_is_a_fault_too() {
        Fault fault = Fault.of(new RuntimeException() {});

        assertThat(fault.type()).startsWith("io.apium.task.FaultTest$");
        assertThat(fault.arguments()).isEmpty();
        assertThat(fault.summary()).endsWith("()");
    }

    @Test
    void a_broken_chord_names_the_part_and_what_it_raised() {
        Fault cause = new Fault("ValueError", "builtins", List.of("no", "row"), "trace");

        Fault broken = Fault.brokenChord(new TaskId("a"), cause);

        assertThat(broken.message()).isEqualTo("Dependency a raised ValueError('no', 'row')");
        assertThat(broken.traceback()).isNull();
    }

    @Test
    void a_fault_without_a_type_is_refused() {
        assertThatThrownBy(() -> new Fault("", "m", List.of(), null)).hasMessageContaining("type");
    }

    @ErrorName("OldName")
    private static class Renamed extends RuntimeException {}

    private static final class Derived extends Renamed {}
}
