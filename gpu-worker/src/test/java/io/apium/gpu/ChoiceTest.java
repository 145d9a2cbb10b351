package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.Choice.Chosen;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.Done;
import io.apium.gpu.device.Profile;
import io.apium.gpu.device.Profile.Cache;
import io.apium.gpu.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final Work WORK = new FakeKernel.Twice(1);

    private final FakeDevice gpu = FakeDevice.gpu();
    private final FakeDevice java = FakeDevice.java();
    private final List<Device> both = List.of(gpu, java);
    private final Choice choice = new Choice();

    @Test
    void a_program_that_comes_up_once_is_run_in_java_and_built_nowhere() {
        assertThat(choice.among(both, WORK)).isEqualTo(new Chosen(java, Optional.empty()));
    }

    @Test
    void one_that_comes_up_again_is_tried_on_the_device_once_and_nobody_waits_for_it() {
        choice.among(both, WORK);

        assertThat(choice.among(both, WORK)).isEqualTo(new Chosen(java, Optional.of(gpu)));
        assertThat(choice.among(both, WORK)).isEqualTo(new Chosen(java, Optional.empty()));
    }

    @Test
    void of_devices_that_all_need_a_program_the_shorter_line_is_taken() {
        FakeDevice other = FakeDevice.gpu();
        gpu.load = FakeDevice.load(true, 5, "");

        assertThat(choice.among(List.of(gpu, other), WORK).device()).isSameAs(other);
    }

    @Test
    void what_was_measured_decides() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(choice.among(both, WORK).device()).isSameAs(java);
    }

    @Test
    void who_waits_in_a_line_counts_by_its_part_of_a_launch() {
        took(gpu, Duration.ofMillis(4), 64, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        java.load = FakeDevice.load(true, 1, "");
        gpu.load = FakeDevice.load(true, 10, "");

        assertThat(choice.among(both, WORK).device()).isSameAs(gpu);
    }

    @Test
    void the_time_of_a_program_that_was_just_built_says_nothing() {
        choice.among(both, WORK);
        choice.among(both, WORK);
        took(gpu, Duration.ofMillis(1), 1, Cache.BUILT);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(choice.among(both, WORK)).as("tried again").isEqualTo(new Chosen(java, Optional.of(gpu)));
    }

    @Test
    void a_device_that_was_slow_is_tried_now_and_then() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        int onGpu = 0;
        for (int i = 0; i < 1_024; i++) {
            Chosen chosen = choice.among(both, WORK);
            assertThat(chosen.device()).isSameAs(java);
            if (chosen.tried().isPresent()) {
                onGpu++;
                took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
            }
        }

        assertThat(onGpu).isBetween(1, 8);
    }

    @Test
    void a_device_whose_trial_comes_to_nothing_is_not_tried_again() {
        choice.among(both, WORK);
        choice.among(both, WORK);

        for (int i = 0; i < 1_024; i++) {
            assertThat(choice.among(both, WORK).tried()).isEmpty();
        }
    }

    private void took(Device device, Duration kernel, int batch, Cache cache) {
        Profile profile =
                new Profile(device.facts().id(), Duration.ZERO, Duration.ZERO, Duration.ZERO, kernel, batch, cache);
        choice.done(device, WORK, new Done(Map.of(), profile));
    }
}
