package io.apium.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flows of up to 60 nodes while schedulers and workers are killed; {@code ./apium simulate} runs as many as it is told. */
class FlowSimulationTest {

    private static final long SEEDS = Long.getLong("apium.simulation.flows", 100);
    private static final long SOME = 40;
    private static final long FIRST = Long.getLong("apium.simulation.first", 1);

    @Test
    void a_flow_comes_to_what_a_plain_interpreter_comes_to() {
        long startedAt = System.nanoTime();
        List<String> failures = new ArrayList<>();
        int[] succeeded = {0};
        int[] killed = {0};

        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            FlowHistory.Seen seen = FlowHistory.seen(seed, Weakness.NONE);
            succeeded[0] += seen.succeeded() ? 1 : 0;
            killed[0] += seen.killed();
            if (!seen.sins().isEmpty()) {
                failures.add("seed " + seed + ": " + seen.sins());
            }
        });

        System.out.printf(
                "simulation: %d flows from seed %d, %d came to a value, %d processes died under them, %d failed, %d s%n",
                SEEDS,
                FIRST,
                succeeded[0],
                killed[0],
                failures.size(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt));
        assertThat(failures).isEmpty();
        assertThat(succeeded[0]).as("flows that came to a value").isGreaterThan((int) SEEDS / 2);
        assertThat(killed[0]).as("processes that died").isGreaterThan((int) SEEDS);
    }

    /** A flow that is written over with an earlier state of its own goes the same way once more, and harms nobody. */
    @ParameterizedTest
    @EnumSource(names = {"ACK_BEFORE_THE_WRITE", "UNPAID_EFFECT_DROPPED"})
    void a_weakness_is_found_out(Weakness weakness) {
        long found = LongStream.rangeClosed(1, SOME)
                .filter(seed -> !FlowHistory.seen(seed, weakness).sins().isEmpty())
                .count();

        System.out.printf("simulation: %s was found out in %d of %d flows%n", weakness, found, SOME);
        assertThat(found).isPositive();
    }
}
