package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.node.WorkerFixture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Children whose tasks have constructor parameters. */
class ChildConfigurationTest {

    static final String CONFIGURATION = "apium.worker.child.configuration";

    static class Asking {

        private final ChildTasks others;

        Asking(ChildTasks others) {
            this.others = others;
        }

        @Task("asking")
        long ask() {
            return others.pid();
        }
    }

    @Configuration
    static class Others {

        @Bean
        ChildTasks tasks() {
            return new ChildTasks();
        }
    }

    @Test
    void a_configuration_of_Springs_has_what_constructors_ask_for() {
        try (WorkerFixture fixture = WorkerFixture.started(
                ProcessPoolTest.oneChildWith(CONFIGURATION, Others.class.getName()), new Asking(new ChildTasks()))) {
            assertThat(Long.parseLong(fixture.result(Signature.of("asking"))))
                    .isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void what_a_child_cannot_make_keeps_the_worker_from_starting() {
        assertThatThrownBy(() -> WorkerFixture.started(ProcessPoolTest.ONE_CHILD, new Asking(new ChildTasks())))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(Asking.class.getName())
                .hasMessageContaining(CONFIGURATION);
    }
}
