package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.Done;
import io.apium.gpu.device.Profile;
import io.apium.gpu.device.Profile.Cache;
import io.apium.gpu.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final Work WORK = new FakeKernel.Twice(1);

    private final FakeDevice gpu = FakeDevice.gpu();
    private final FakeDevice java = FakeDevice.java();
    private final List<Device> both = List.of(gpu, java);
    private final Choice choice = new Choice();

    @Test
    void each_device_is_tried_once_before_anything_is_known() {
        assertThat(choice.among(both, WORK)).isSameAs(gpu);
        assertThat(choice.among(both, WORK)).isSameAs(java);
    }

    @Test
    void while_both_are_tried_the_shorter_line_is_taken() {
        choice.among(both, WORK);
        choice.among(both, WORK);
        gpu.load = FakeDevice.load(true, 5, "");

        assertThat(choice.among(both, WORK)).isSameAs(java);
    }

    @Test
    void what_was_measured_decides() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(choice.among(both, WORK)).isSameAs(java);
    }

    @Test
    void who_waits_in_a_line_counts_by_its_part_of_a_launch() {
        took(gpu, Duration.ofMillis(4), 64, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        java.load = FakeDevice.load(true, 1, "");
        gpu.load = FakeDevice.load(true, 10, "");

        assertThat(choice.among(both, WORK)).isSameAs(gpu);
    }

    @Test
    void the_time_of_a_program_that_was_just_built_says_nothing() {
        took(gpu, Duration.ofMillis(1), 1, Cache.BUILT);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(choice.among(both, WORK)).as("tried again").isSameAs(gpu);
    }

    @Test
    void a_device_that_was_slow_is_tried_now_and_then() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        int onGpu = 0;
        for (int i = 0; i < 1_024; i++) {
            onGpu += choice.among(both, WORK) == gpu ? 1 : 0;
        }

        assertThat(onGpu).isBetween(1, 8);
    }

    @Test
    void a_device_whose_trial_failed_is_tried_again() {
        choice.among(both, WORK);
        choice.over(gpu, WORK);

        assertThat(choice.among(both, WORK)).isSameAs(gpu);
    }

    private void took(Device device, Duration kernel, int batch, Cache cache) {
        Profile profile =
                new Profile(device.facts().id(), Duration.ZERO, Duration.ZERO, Duration.ZERO, kernel, batch, cache);
        choice.done(device, WORK, new Done(Map.of(), profile));
    }
}
