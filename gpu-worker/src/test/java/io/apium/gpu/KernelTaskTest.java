package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.gpu.device.DeviceFault.DeviceBusy;
import io.apium.gpu.device.DeviceFault.DeviceLost;
import io.apium.gpu.device.DeviceFault.KernelTimeLimit;
import io.apium.gpu.device.DeviceFault.NoCapableDevice;
import io.apium.gpu.device.DeviceFault.WorkTooLarge;
import io.apium.gpu.device.Facts.Kind;
import io.apium.task.QueueName;
import io.apium.worker.Elsewhere;
import io.apium.worker.binding.WrongArguments;
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
                "n | x | argument 'n' is a whole number, got: x",
                "out | rows | argument 'out' is auto, values, base64 or blob, got: 'rows'",
                "requires | gpu | argument 'requires' is an object with device, fp64 and memory, got: gpu",
            })
    void an_argument_that_cannot_be_is_named(String name, String value, String message) {
        Bench bench = new Bench();

        assertThatThrownBy(() ->
                        bench.run(Signature.of("gpu.twice").keyword("n", 1).keyword(name, value)))
                .isInstanceOf(WrongArguments.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device | cuda | asks for device any, opencl, gpu or java, got: 'cuda'",
                "fp64 | yes | says of fp64 true or false, got: 'yes'",
                "memory | -1 | says of memory a number of bytes, got: '-1'",
                "colour | red | has device, fp64 and memory, and no 'colour'",
            })
    void a_requirement_that_cannot_be_is_named(String name, String value, String rule) {
        Bench bench = new Bench();

        assertThatThrownBy(() -> bench.run(TWICE.keyword("requires", Map.of(name, value))))
                .isInstanceOf(WrongArguments.class)
                .hasMessage("argument 'requires' " + rule);
    }

    @Test
    void too_many_arguments_and_one_that_is_given_twice_are_refused() {
        Bench bench = new Bench();

        assertThatThrownBy(() -> bench.run(Signature.of("gpu.twice", 1, 2)))
                .hasMessage("gpu.twice takes up to 1 arguments without a name, n, got: 2");
        assertThatThrownBy(() -> bench.run(TWICE.keyword("n", 1)))
                .hasMessage("argument 'n' is given twice, with a name and without");
    }

    @Test
    void what_asks_for_a_device_runs_on_it() throws Exception {
        Bench bench = new Bench(FakeDevice.gpu());

        Object opencl = bench.run(TWICE.keyword("requires", Map.of("device", "opencl", "memory", 1024)));
        Object java = bench.run(TWICE.keyword("requires", Map.of("device", "java", "fp64", true)));

        assertThat(opencl.toString()).contains("device=opencl:0", "kind=gpu");
        assertThat(java.toString()).contains("device=java");
    }

    @Test
    void what_asks_for_a_device_that_another_worker_has_goes_there_at_once() {
        Bench bench = new Bench();
        bench.announce("gpu", true, true);

        Elsewhere gpu = elsewhere(bench, TWICE.keyword("requires", Map.of("device", "gpu")));
        Elsewhere precise = elsewhere(bench, TWICE.keyword("requires", Map.of("device", "opencl", "fp64", true)));

        assertThat(gpu.queue()).isEqualTo(new QueueName("b.gpu"));
        assertThat(gpu.delay()).isZero();
        assertThat(gpu.why())
                .isInstanceOf(NoCapableDevice.class)
                .hasMessage("there is no device gpu in this worker; it goes to b.gpu,"
                        + " which a worker takes from that has one");
        assertThat(precise.queue()).isEqualTo(new QueueName("b.opencl.fp64"));
    }

    @Test
    void a_work_in_double_precision_asks_for_it_by_itself() {
        Bench bench = new Bench(FakeDevice.gpu());
        Signature precise = Signature.of("gpu.twice", FakeKernel.PRECISE).keyword("requires", Map.of("device", "gpu"));

        assertThat(elsewhere(bench, precise).why()).hasMessage("no worker has a device gpu with double precision");
    }

    @Test
    void what_no_worker_can_do_waits_and_fails_when_it_has_waited_long_enough() throws Exception {
        Bench bench = new Bench();
        bench.announce("gpu", false, false);
        TaskMessage message = Bench.message(TWICE.keyword("requires", Map.of("device", "gpu")));

        Elsewhere first = catchThrowableOfType(Elsewhere.class, () -> bench.run(message));
        TaskMessage moved = message.moved(first.queue(), bench.now.get());
        bench.now.set(Bench.START.plus(Bench.WAIT).minusMillis(1));
        Elsewhere still = catchThrowableOfType(Elsewhere.class, () -> bench.run(moved));
        bench.now.set(Bench.START.plus(Bench.WAIT));

        assertThat(first.queue()).isEqualTo(Bench.HOME);
        assertThat(first.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(still.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> bench.run(moved))
                .isInstanceOf(NoCapableDevice.class)
                .hasMessageContaining("no worker has a device gpu that takes work (there is no driver)")
                .hasMessageContaining("it has waited since " + Bench.START);
        assertThat(bench.count("none", "no_device")).isEqualTo(1);
    }

    @Test
    void a_task_does_not_run_in_circles_between_workers() {
        Bench bench = new Bench();
        bench.announce("gpu", false, true);
        Signature call = TWICE.keyword("requires", Map.of("device", "gpu"));
        TaskMessage moved = Bench.message(call).moved(new QueueName("b.gpu"), Bench.START);

        Elsewhere again = catchThrowableOfType(Elsewhere.class, () -> bench.run(moved));

        assertThat(again.queue()).isEqualTo(new QueueName("b.gpu"));
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void what_is_too_large_for_every_device_fails() {
        Bench bench = new Bench(FakeDevice.gpu());

        assertThatThrownBy(() -> bench.run(Signature.of("gpu.twice", FakeKernel.LARGE)))
                .isInstanceOf(WorkTooLarge.class)
                .hasMessageContaining("takes 1000000011 bytes")
                .hasMessageContaining("opencl:0 has 1048576");
    }

    @Test
    void what_is_too_large_here_goes_to_a_worker_with_more_memory() {
        Bench bench = new Bench(FakeDevice.gpu());
        bench.announce("cpu", false, true);

        assertThat(elsewhere(bench, Signature.of("gpu.twice", FakeKernel.LARGE)).queue())
                .isEqualTo(new QueueName("b.opencl"));
    }

    @Test
    void a_device_that_takes_no_work_now_is_left_out_and_what_needs_it_waits() throws Exception {
        FakeDevice gpu = FakeDevice.gpu();
        Bench bench = new Bench(gpu);
        gpu.load = FakeDevice.load(false, 0, "its host has crashed 3 times in a minute");

        Object any = bench.run(TWICE);

        assertThat(any.toString()).contains("device=java");
        assertThat(elsewhere(bench, TWICE.keyword("requires", Map.of("device", "gpu")))
                        .why())
                .hasMessage("no worker has a device gpu that takes work"
                        + " (opencl:0: its host has crashed 3 times in a minute)");
    }

    @Test
    void the_devices_fault_is_the_tasks_and_only_a_lost_or_busy_device_is_tried_again() {
        FakeDevice gpu = FakeDevice.gpu();
        Bench bench = new Bench(gpu);
        gpu.failure = new KernelTimeLimit("it ran for 30 s");
        Signature call = TWICE.keyword("requires", Map.of("device", "gpu"));

        assertThatThrownBy(() -> bench.run(call)).isInstanceOf(KernelTimeLimit.class);

        assertThat(bench.count("opencl:0", "time_limit")).isEqualTo(1);
        assertThat(bench.task.retryOn()).containsExactly(DeviceLost.class, DeviceBusy.class);
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

    private static Elsewhere elsewhere(Bench bench, Signature call) {
        return catchThrowableOfType(Elsewhere.class, () -> bench.run(call));
    }
}
