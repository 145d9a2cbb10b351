package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.QueueName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GpuPropertiesTest {

    @Test
    void what_is_not_said_is_right_for_most() {
        GpuProperties properties = bind(Map.of());

        assertThat(properties.queueNames()).containsExactly(new QueueName("gpu"));
        assertThat(properties.slots()).isEqualTo(256);
        assertThat(properties.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(properties.looksForDevices()).isTrue();
        assertThat(properties.uses("opencl:0")).isTrue();
    }

    @Test
    void devices_may_be_chosen_or_left_alone() {
        GpuProperties chosen = bind(Map.of("apium.gpu.devices", "opencl:1,opencl:2"));
        GpuProperties none = bind(Map.of("apium.gpu.devices", "none"));

        assertThat(chosen.uses("opencl:1")).isTrue();
        assertThat(chosen.uses("opencl:0")).isFalse();
        assertThat(none.looksForDevices()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "devices | auto,opencl:0 | apium.gpu.devices must be auto, none, or device ids",
                "queues | '' | apium.gpu.queues must name at least one queue, got: '[]'",
                "queues | a b | apium.gpu.queues: queue name must have",
                "slots | 0 | apium.gpu.slots must be 1 to 10000, got: '0'",
                "java-threads | 2000 | apium.gpu.java-threads must be 1 to 1024, got: '2000'",
                "launch-limit | 0s | apium.gpu.launch-limit must be a time from 1 ms to 1 day",
                "memory-max | 1KB | apium.gpu.memory-max must be at least 1MB, got: '1024B'",
                "batch-max | 5000 | apium.gpu.batch-max must be 1 to 4096, got: '5000'",
                "no-device-wait | 2d | apium.gpu.no-device-wait must be a time from 1 ms to 1 day",
            })
    void a_value_that_cannot_be_is_named(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("apium.gpu." + key, value)))
                .rootCause()
                .hasMessageContaining(message);
    }

    private static GpuProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("apium.gpu", GpuProperties.class);
    }
}
