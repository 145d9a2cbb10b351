package io.apium.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./apium simulate} runs as many histories as it is given; every build runs a few. */
class SimulationTest {

    private static final long SEEDS = Long.getLong("apium.simulation.seeds", 200);
    private static final long SOME = 100;
    private static final long FIRST = Long.getLong("apium.simulation.first", 1);

    @Test
    void nothing_is_lost_after_the_faults_end() {
        long startedAt = System.nanoTime();
        List<String> failures = new ArrayList<>();

        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            List<String> violations = History.violations(seed, Weakness.NONE);
            if (!violations.isEmpty()) {
                failures.add("seed " + seed + ": " + violations);
            }
        });

        System.out.printf(
                "simulation: %d histories from seed %d, %d of them failed, %d s%n",
                SEEDS, FIRST, failures.size(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt));
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void every_weakness_is_found(Weakness weakness) {
        long found = LongStream.rangeClosed(1, SOME)
                .filter(seed -> !History.violations(seed, weakness).isEmpty())
                .count();

        System.out.printf("simulation: %s was found in %d of %d histories%n", weakness, found, SOME);
        assertThat(found).isPositive();
    }

    @Test
    void a_seed_makes_the_same_history_each_time() {
        assertThat(History.violations(7, Weakness.ACK_BEFORE_THE_WRITE))
                .isEqualTo(History.violations(7, Weakness.ACK_BEFORE_THE_WRITE));
    }
}
