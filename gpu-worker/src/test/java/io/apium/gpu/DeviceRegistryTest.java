package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.task.QueueName;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeviceRegistryTest {

    private final FakeDevice java = FakeDevice.java();

    @Test
    void java_is_there_while_devices_are_looked_for() throws Exception {
        CountDownLatch driver = new CountDownLatch(1);
        FakeDevice gpu = FakeDevice.gpu();
        try (DeviceRegistry devices = new DeviceRegistry(java, () -> {
            driver.await();
            return new DeviceRegistry.Found(List.of(gpu), "");
        })) {
            devices.open();
            assertThat(devices.all()).containsExactly(java);
            assertThat(devices.error()).isEqualTo("the device search is still running");

            driver.countDown();

            assertThat(devices.awaited()).containsExactly(gpu, java);
            assertThat(devices.error()).isEmpty();
        }
        assertThat(gpu.closed).isTrue();
        assertThat(java.closed).isTrue();
    }

    @Test
    void a_search_that_fails_leaves_java_and_says_why() throws Exception {
        try (DeviceRegistry devices = new DeviceRegistry(java, () -> {
            throw new IllegalStateException("no such library");
        })) {
            devices.open();

            assertThat(devices.awaited()).containsExactly(java);
            assertThat(devices.error()).contains("the device search failed", "no such library");
        }
    }

    @Test
    void devices_that_are_found_after_the_end_are_closed() {
        CountDownLatch driver = new CountDownLatch(1);
        FakeDevice gpu = FakeDevice.gpu();
        DeviceRegistry devices = new DeviceRegistry(java, () -> {
            try {
                driver.await();
            } catch (InterruptedException e) {
                // a driver that does not care
            }
            return new DeviceRegistry.Found(List.of(gpu), "");
        });
        devices.open();

        devices.close();

        await().until(() -> gpu.closed && java.closed);
    }

    @Test
    void the_queues_are_those_of_what_the_devices_can_do_while_they_take_work() throws Exception {
        FakeDevice cpu = new FakeDevice("opencl:1", Kind.CPU, true);
        FakeDevice gpu = FakeDevice.gpu();
        try (DeviceRegistry devices = new DeviceRegistry(java, () -> new DeviceRegistry.Found(List.of(gpu, cpu), ""))) {
            devices.open();
            devices.awaited();

            assertThat(devices.queues("gpu"))
                    .containsExactlyInAnyOrder(
                            new QueueName("gpu.gpu"), new QueueName("gpu.opencl"), new QueueName("gpu.opencl.fp64"));

            cpu.status = FakeDevice.load(false, 0, "gone");

            assertThat(devices.queues("gpu"))
                    .containsExactlyInAnyOrder(new QueueName("gpu.gpu"), new QueueName("gpu.opencl"));
        }
    }
}
