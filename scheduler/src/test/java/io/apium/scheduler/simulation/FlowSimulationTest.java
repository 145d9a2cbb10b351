package io.apium.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flows of up to 60 nodes while schedulers and workers are killed; {@code ./apium simulate} runs as many as it is given. */
class FlowSimulationTest {

    private static final long SEEDS = Long.getLong("apium.simulation.flows", 100);
    private static final long SOME = 40;
    private static final long FIRST = Long.getLong("apium.simulation.first", 1);

    @Test
    void a_flow_has_the_result_that_an_interpreter_computes() {
        long startedAt = System.nanoTime();
        List<String> failures = new ArrayList<>();
        int[] succeeded = {0};
        int[] killed = {0};

        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            FlowHistory.Report report = FlowHistory.run(seed, Weakness.NONE);
            succeeded[0] += report.succeeded() ? 1 : 0;
            killed[0] += report.killed();
            if (!report.violations().isEmpty()) {
                failures.add("seed " + seed + ": " + report.violations());
            }
        });

        System.out.printf(
                "simulation: %d flows from seed %d, %d with a result, %d processes killed meanwhile, %d failed, %d s%n",
                SEEDS,
                FIRST,
                succeeded[0],
                killed[0],
                failures.size(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt));
        assertThat(failures).isEmpty();
        assertThat(succeeded[0]).as("flows with a result").isGreaterThan((int) SEEDS / 2);
        assertThat(killed[0]).as("processes killed").isGreaterThan((int) SEEDS);
    }

    /** NO_REVISION_CHECK is left out: a flow whose entry is overwritten with an earlier state repeats the same steps. */
    @ParameterizedTest
    @EnumSource(names = {"ACK_BEFORE_THE_WRITE", "UNPUBLISHED_EFFECT_DROPPED"})
    void a_weakness_is_found(Weakness weakness) {
        long found = LongStream.rangeClosed(1, SOME)
                .filter(seed -> !FlowHistory.run(seed, weakness).violations().isEmpty())
                .count();

        System.out.printf("simulation: %s was found in %d of %d flows%n", weakness, found, SOME);
        assertThat(found).isPositive();
    }
}
