package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.DeviceSelector.Chosen;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceSelectorTest {

    private static final KernelWork WORK = new FakeKernel.Twice(1);

    private final FakeDevice gpu = FakeDevice.gpu();
    private final FakeDevice java = FakeDevice.java();
    private final List<Device> both = List.of(gpu, java);
    private final DeviceSelector deviceSelector = new DeviceSelector();

    @Test
    void a_program_that_comes_up_once_is_run_in_java_and_built_nowhere() {
        assertThat(deviceSelector.among(both, WORK)).isEqualTo(new Chosen(java, Optional.empty()));
    }

    @Test
    void one_that_comes_up_again_is_tried_on_the_device_once_and_nobody_waits_for_it() {
        deviceSelector.among(both, WORK);

        assertThat(deviceSelector.among(both, WORK)).isEqualTo(new Chosen(java, Optional.of(gpu)));
        assertThat(deviceSelector.among(both, WORK)).isEqualTo(new Chosen(java, Optional.empty()));
    }

    @Test
    void of_devices_that_all_need_a_program_the_shorter_line_is_taken() {
        FakeDevice other = FakeDevice.gpu();
        gpu.status = FakeDevice.load(true, 5, "");

        assertThat(deviceSelector.among(List.of(gpu, other), WORK).device()).isSameAs(other);
    }

    @Test
    void what_was_measured_decides() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(deviceSelector.among(both, WORK).device()).isSameAs(java);
    }

    @Test
    void who_waits_in_a_line_counts_by_its_part_of_a_launch() {
        took(gpu, Duration.ofMillis(4), 64, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        java.status = FakeDevice.load(true, 1, "");
        gpu.status = FakeDevice.load(true, 10, "");

        assertThat(deviceSelector.among(both, WORK).device()).isSameAs(gpu);
    }

    @Test
    void the_time_of_a_program_that_was_just_built_says_nothing() {
        deviceSelector.among(both, WORK);
        deviceSelector.among(both, WORK);
        took(gpu, Duration.ofMillis(1), 1, Cache.BUILT);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);

        assertThat(deviceSelector.among(both, WORK)).as("tried again").isEqualTo(new Chosen(java, Optional.of(gpu)));
    }

    @Test
    void a_device_that_was_slow_is_tried_now_and_then() {
        took(gpu, Duration.ofMillis(9), 1, Cache.MEMORY);
        took(java, Duration.ofMillis(3), 1, Cache.NONE);
        int onGpu = 0;
        for (int i = 0; i < 1_024; i++) {
            Chosen chosen = deviceSelector.among(both, WORK);
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
        deviceSelector.among(both, WORK);
        deviceSelector.among(both, WORK);

        for (int i = 0; i < 1_024; i++) {
            assertThat(deviceSelector.among(both, WORK).tried()).isEmpty();
        }
    }

    private void took(Device device, Duration kernel, int batch, Cache cache) {
        WorkProfile profile = new WorkProfile(
                device.facts().id(), Duration.ZERO, Duration.ZERO, Duration.ZERO, kernel, batch, true, cache);
        deviceSelector.done(device, WORK, new WorkResult(Map.of(), profile));
    }
}
