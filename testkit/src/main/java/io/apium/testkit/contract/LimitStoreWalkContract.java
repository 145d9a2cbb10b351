package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.store.LimitStore;
import io.apium.task.LimitSpec;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link LimitStore} promises over time, to many who come, come late, come never, and crash. */
public interface LimitStoreWalkContract {

    /** On the store under test, by another clock than its own. */
    LimitStore limits(InstantSource clock);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void a_rate_is_never_passed_in_any_window_and_is_used(long seed) throws Exception {
        LimitSpec limit = new LimitSpec(20, Duration.ofSeconds(1), (int) seed, 0);
        LimitWalk walk = new LimitWalk(this::limits, limit, seed);

        walk.run(300);

        assertThat(walk.mostIn(limit.per())).isLessThanOrEqualTo(20 + limit.burst() - 1);
        assertThat(walk.started()).as("all were started at last").isEqualTo(300);
        assertThat(walk.lasted())
                .as("300 starts at 20 a second, but for the slack and the latest to come")
                .isBetween(Duration.ofSeconds(14), Duration.ofMillis(15_750));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    default void no_more_run_at_once_than_may_and_everybody_runs_though_holders_are_lost(long seed) throws Exception {
        LimitWalk walk = new LimitWalk(this::limits, new LimitSpec(0, Duration.ofSeconds(1), 1, 3), seed);

        walk.run(150);

        assertThat(walk.mostAtOnce()).isEqualTo(3);
        assertThat(walk.started()).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    default void both_hold_together(long seed) throws Exception {
        LimitSpec limit = new LimitSpec(20, Duration.ofSeconds(1), 1, 3);
        LimitWalk walk = new LimitWalk(this::limits, limit, seed);

        walk.run(150);

        assertThat(walk.mostIn(limit.per())).isLessThanOrEqualTo(20);
        assertThat(walk.mostAtOnce()).isLessThanOrEqualTo(3);
        assertThat(walk.started()).isEqualTo(150);
    }
}
