package io.apium.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.DeviceException.WorkTooLargeException;
import io.apium.task.QueueName;
import io.apium.worker.RerouteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DevicePlacerTest {

    private static final Signature TWICE = Signature.of("gpu.twice", 21);

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

        RerouteException gpu = elsewhere(bench, TWICE.keyword("requires", Map.of("device", "gpu")));
        RerouteException precise =
                elsewhere(bench, TWICE.keyword("requires", Map.of("device", "opencl", "fp64", true)));

        assertThat(gpu.queue()).isEqualTo(new QueueName("b.gpu"));
        assertThat(gpu.delay()).isZero();
        assertThat(gpu.why())
                .isInstanceOf(NoCapableDeviceException.class)
                .hasMessage("no device gpu in this worker; the task is forwarded to queue b.gpu"
                        + " of a worker that has one");
        assertThat(precise.queue()).isEqualTo(new QueueName("b.opencl.fp64"));
    }

    @Test
    void a_worker_with_the_device_and_without_the_task_is_none_to_go_to() {
        Bench bench = new Bench();
        bench.announce("gpu", true, true, List.of("gpu.saxpy"));

        RerouteException later = elsewhere(bench, TWICE.keyword("requires", Map.of("device", "gpu")));

        assertThat(later.why()).hasMessageStartingWith("no worker has a device gpu");
        assertThat(later.delay()).isPositive();
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

        RerouteException first = catchThrowableOfType(RerouteException.class, () -> bench.run(message));
        TaskMessage moved = message.rerouted(first.queue(), bench.now.get());
        bench.now.set(Bench.START.plus(Bench.WAIT).minusMillis(1));
        RerouteException still = catchThrowableOfType(RerouteException.class, () -> bench.run(moved));
        bench.now.set(Bench.START.plus(Bench.WAIT));

        assertThat(first.queue()).isEqualTo(Bench.HOME);
        assertThat(first.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(still.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> bench.run(moved))
                .isInstanceOf(NoCapableDeviceException.class)
                .hasMessageContaining("no worker has a device gpu that accepts work (there is no driver)")
                .hasMessageContaining("the task has waited since " + Bench.START);
        assertThat(bench.count("none", "no_device")).isEqualTo(1);
    }

    @Test
    void a_task_does_not_run_in_circles_between_workers() {
        Bench bench = new Bench();
        bench.announce("gpu", false, true);
        Signature call = TWICE.keyword("requires", Map.of("device", "gpu"));
        TaskMessage moved = Bench.message(call).rerouted(new QueueName("b.gpu"), Bench.START);

        RerouteException again = catchThrowableOfType(RerouteException.class, () -> bench.run(moved));

        assertThat(again.queue()).isEqualTo(new QueueName("b.gpu"));
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void what_is_too_large_for_every_device_fails() {
        Bench bench = new Bench(FakeDevice.gpu());

        assertThatThrownBy(() -> bench.run(Signature.of("gpu.twice", FakeKernel.LARGE)))
                .isInstanceOf(WorkTooLargeException.class)
                .hasMessageContaining("needs 1000000011 bytes")
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
        gpu.status = FakeDevice.load(false, 0, "its host has crashed 3 times in a minute");

        Object any = bench.run(TWICE);

        assertThat(any.toString()).contains("device=java");
        assertThat(elsewhere(bench, TWICE.keyword("requires", Map.of("device", "gpu")))
                        .why())
                .hasMessage("no worker has a device gpu that accepts work"
                        + " (opencl:0: its host has crashed 3 times in a minute)");
    }

    private static RerouteException elsewhere(Bench bench, Signature call) {
        return catchThrowableOfType(RerouteException.class, () -> bench.run(call));
    }
}
