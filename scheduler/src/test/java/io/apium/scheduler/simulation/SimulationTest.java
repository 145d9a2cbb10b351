package io.apium.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./apium simulate} runs as many histories as it is told; every build runs a few. */
class SimulationTest {

    private static final long SEEDS = Long.getLong("apium.simulation.seeds", 200);
    private static final long SOME = 100;
    private static final long FIRST = Long.getLong("apium.simulation.first", 1);

    @Test
    void whatever_goes_wrong_nothing_is_lost_once_all_is_well_again() {
        long startedAt = System.nanoTime();
        List<String> failures = new ArrayList<>();

        LongStream.range(FIRST, FIRST + SEEDS).forEach(seed -> {
            List<String> sins = History.sins(seed, Weakness.NONE);
            if (!sins.isEmpty()) {
                failures.add("seed " + seed + ": " + sins);
            }
        });

        System.out.printf(
                "simulation: %d histories from seed %d, %d of them failed, %d s%n",
                SEEDS, FIRST, failures.size(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt));
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void every_weakness_is_found_out(Weakness weakness) {
        long found = LongStream.rangeClosed(1, SOME)
                .filter(seed -> !History.sins(seed, weakness).isEmpty())
                .count();

        System.out.printf("simulation: %s was found out in %d of %d histories%n", weakness, found, SOME);
        assertThat(found).isPositive();
    }

    @Test
    void a_seed_tells_the_same_history_each_time() {
        assertThat(History.sins(7, Weakness.ACK_BEFORE_THE_WRITE))
                .isEqualTo(History.sins(7, Weakness.ACK_BEFORE_THE_WRITE));
    }
}
