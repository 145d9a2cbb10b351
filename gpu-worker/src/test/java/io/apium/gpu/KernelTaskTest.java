package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.gpu.device.DeviceException.DeviceBusyException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.worker.binding.InvalidArgumentsException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class KernelTaskTest {

    private static final Signature TWICE = Signature.of("gpu.twice", 21);

    @Test
    void without_a_device_a_task_runs_in_java_and_says_so() throws Exception {
        Bench bench = new Bench();

        Map<?, ?> result = (Map<?, ?>) bench.run(TWICE);

        assertThat(result.get("out").toString()).contains("values=[42]", "dtype=i32");
        Map<?, ?> profile = (Map<?, ?>) result.get("profile");
        assertThat(profile)
                .isEqualTo(new LinkedHashMap<>(Map.of(
                        "device",
                        "java",
                        "kind",
                        "java",
                        "waitMicros",
                        1L,
                        "packMicros",
                        1L,
                        "transferMicros",
                        1L,
                        "kernelMicros",
                        1000L,
                        "batch",
                        1,
                        "cache",
                        "memory")));
        assertThat(bench.count("java", "success")).isEqualTo(1);
        assertThat(bench.registry
                        .counter("apium.gpu.fallback", "task", "gpu.twice")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void arguments_may_have_names_or_none_and_the_form_of_the_result_may_be_chosen() throws Exception {
        Bench bench = new Bench();

        Object named = bench.run(Signature.of("gpu.twice").keyword("n", 21).keyword("out", "base64"));

        assertThat(named.toString()).contains("base64=KgAAAA==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n | x | argument 'n' must be a whole number, got: x",
                "out | rows | argument 'out' must be auto, values, base64 or blob, got: 'rows'",
                "requires | gpu | argument 'requires' must be an object with device, fp64 and memory, got: gpu",
            })
    void an_argument_that_cannot_be_is_named(String name, String value, String message) {
        Bench bench = new Bench();

        assertThatThrownBy(() ->
                        bench.run(Signature.of("gpu.twice").keyword("n", 1).keyword(name, value)))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device | cuda | requires.device' must be any, opencl, gpu or java, got: 'cuda'",
                "fp64 | yes | requires.fp64' must be true or false, got: 'yes'",
                "memory | -1 | requires.memory' must be a number of bytes, got: '-1'",
                "colour | red | requires' must only have device, fp64 and memory, got: 'colour'",
            })
    void a_requirement_that_cannot_be_is_named(String name, String value, String rule) {
        Bench bench = new Bench();

        assertThatThrownBy(() -> bench.run(TWICE.keyword("requires", Map.of(name, value))))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessage("argument '" + rule);
    }

    @Test
    void too_many_arguments_and_one_that_is_given_twice_are_refused() {
        Bench bench = new Bench();

        assertThatThrownBy(() -> bench.run(Signature.of("gpu.twice", 1, 2)))
                .hasMessage("argument 'args' must have at most 1 positional values, n; got: 2");
        assertThatThrownBy(() -> bench.run(TWICE.keyword("n", 1)))
                .hasMessage("argument 'n' is given twice, by name and by position");
    }

    @Test
    void the_devices_fault_is_the_tasks_and_only_a_lost_or_busy_device_is_tried_again() {
        FakeDevice gpu = FakeDevice.gpu();
        Bench bench = new Bench(gpu);
        gpu.failure = new KernelTimeLimitException("time limit of PT30S exceeded");
        Signature call = TWICE.keyword("requires", Map.of("device", "gpu"));

        assertThatThrownBy(() -> bench.run(call)).isInstanceOf(KernelTimeLimitException.class);

        assertThat(bench.count("opencl:0", "time_limit")).isEqualTo(1);
        assertThat(bench.task.retryOn()).containsExactly(DeviceLostException.class, DeviceBusyException.class);
        assertThat(bench.task.retry().maxRetries()).isEqualTo(2);
        assertThat(bench.task.retry().delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_launch_may_take_what_is_left_of_the_attempts_time() throws Exception {
        FakeDevice gpu = FakeDevice.gpu();
        Bench bench = new Bench(gpu);
        Signature call = TWICE.keyword("requires", Map.of("device", "gpu"));

        bench.run(call);
        Duration none = gpu.lastLimit;
        bench.run(call.with(Bench.limited(Duration.ofSeconds(3))));

        assertThat(none).isNull();
        assertThat(gpu.lastLimit).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_task_that_is_stopped_leaves_the_line_of_its_device() throws Exception {
        FakeDevice gpu = new FakeDevice("opencl:0", Kind.GPU, true);
        gpu.silent = true;
        Bench bench = new Bench(gpu);
        Thread runner = Thread.ofVirtual().start(() -> {
            try {
                bench.run(TWICE.keyword("requires", Map.of("device", "gpu")));
            } catch (Exception e) {
                // looked at by what it did to the device
            }
        });
        await().until(() -> gpu.last != null);

        runner.interrupt();
        runner.join();

        assertThat(gpu.last).isCancelled();
        assertThat(bench.count("opencl:0", "stopped")).isEqualTo(1);
    }
}
