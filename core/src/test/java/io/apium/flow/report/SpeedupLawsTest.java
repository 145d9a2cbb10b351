package io.apium.flow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of M. J. Quinn, Parallel Programming in C with MPI and OpenMP, 2003, chapter 7. */
class SpeedupLawsTest {

    @Test
    void a_speedup_is_how_many_times_faster_and_an_efficiency_what_of_it_each_slot_gave() {
        assertThat(SpeedupLaws.speedup(12, 4)).isEqualTo(3);
        assertThat(SpeedupLaws.efficiency(3, 4)).isEqualTo(0.75);
    }

    @Test
    void of_a_program_that_is_5_percent_serial_8_cores_make_5_9_times_as_much_and_none_20() {
        assertThat(SpeedupLaws.amdahl(0.05, 8)).isCloseTo(5.9, within(0.05));
        assertThat(SpeedupLaws.amdahl(0.05, 1_000_000)).isLessThan(20).isCloseTo(20, within(0.01));
    }

    @Test
    void a_program_that_is_3_percent_serial_on_10_cores_has_a_scaled_speedup_of_9_73() {
        assertThat(SpeedupLaws.gustafson(0.03, 10)).isCloseTo(9.73, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2, 1.82", "3, 2.50", "4, 3.08", "5, 3.57", "6, 4.00", "7, 4.38", "8, 4.71"})
    void a_serial_fraction_that_stays_tells_of_work_that_only_one_can_do(int cores, double speedup) {
        assertThat(SpeedupLaws.serialFraction(speedup, cores).orElseThrow()).isCloseTo(0.1, within(0.002));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1.87, 0.070",
        "3, 2.61, 0.075",
        "4, 3.23, 0.080",
        "5, 3.73, 0.085",
        "6, 4.14, 0.090",
        "7, 4.46, 0.095",
        "8, 4.71, 0.100"
    })
    void a_serial_fraction_that_grows_tells_of_costs_of_working_together(int cores, double speedup, double fraction) {
        assertThat(SpeedupLaws.serialFraction(speedup, cores).orElseThrow()).isCloseTo(fraction, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.3, 1.95, 3.7, 4})
    void both_laws_meet_where_they_were_measured(double speedup) {
        double fraction = SpeedupLaws.serialFraction(speedup, 4).orElseThrow();

        assertThat(SpeedupLaws.amdahl(fraction, 4)).isCloseTo(speedup, within(1e-9));
        assertThat(SpeedupLaws.gustafson(SpeedupLaws.serialShare(fraction, speedup), 4))
                .isCloseTo(speedup, within(1e-9));
    }

    @Test
    void one_slot_shows_no_serial_fraction() {
        assertThat(SpeedupLaws.serialFraction(0.9, 1)).isEmpty();
    }

    @Test
    void a_serial_fraction_is_negative_above_p_and_above_one_below_the_serial_speed() {
        assertThat(SpeedupLaws.serialFraction(2.5, 2).orElseThrow()).isCloseTo(-0.2, within(1e-9));
        assertThat(SpeedupLaws.serialFraction(0.5, 2).orElseThrow()).isCloseTo(3, within(1e-9));
    }

    @Test
    void what_no_law_is_about_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SpeedupLaws.amdahl(-0.1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> SpeedupLaws.gustafson(1.1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> SpeedupLaws.amdahl(0.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SpeedupLaws.speedup(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SpeedupLaws.efficiency(1, 0));
    }
}
