package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetersTest {

    @Test
    void names_that_no_handler_has_share_one_label() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Pool pool = new Pool(Pool.Kind.VIRTUAL, 3, MetersTest.class.getClassLoader());
        Meters meters = new Meters(registry, Set.of("known"));
        meters.watch("slow", pool);
        Outcome.Last failure = new Outcome.Failure(Fault.notRegistered("x"));
        for (int i = 0; i < 10; i++) {
            meters.ended("no" + i, failure);
        }
        meters.ended("known", failure);

        assertThat(registry.counter("apium.tasks", "task", "unknown", "state", "FAILURE")
                        .count())
                .isEqualTo(10);
        assertThat(registry.counter("apium.tasks", "task", "known", "state", "FAILURE")
                        .count())
                .isOne();
        assertThat(registry.find("apium.tasks").counters()).hasSize(8);
        assertThat(registry.get("apium.pool.slots").tag("pool", "slow").gauge().value())
                .isEqualTo(3);
        pool.close();
    }
}
