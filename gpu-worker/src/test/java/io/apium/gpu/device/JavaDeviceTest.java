package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelFailedException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Grid;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JavaDeviceTest {

    private final JavaDevice device = new JavaDevice(1, Duration.ofSeconds(30));

    /** Waits for ever. */
    private record Endless(CountDownLatch begun) implements BatchableWork {

        @Override
        public KernelProgram program() {
            return Saxpy.GOOD;
        }

        @Override
        public int inBytes() {
            return 0;
        }

        @Override
        public int outBytes() {
            return 0;
        }

        @Override
        public int groups() {
            return 1;
        }

        @Override
        public void pack(ByteBuffer in) {}

        @Override
        public Map<String, NumericArray> unpack(ByteBuffer out) {
            return Map.of();
        }

        @Override
        public Map<String, NumericArray> compute() throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
            return Map.of();
        }
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void a_work_is_computed() throws Exception {
        Saxpy work = Saxpy.good(100, 1);

        CompletableFuture<WorkResult> future = device.submit(work, null);

        PoCl.agree(work, future);
        assertThat(PoCl.done(future).profile().cache()).isEqualTo(WorkProfile.Cache.NONE);
        await().untilAsserted(() -> assertThat(device.load().running()).isZero());
    }

    @Test
    void a_work_that_takes_too_long_is_interrupted_and_the_next_one_is_not() throws Exception {
        CompletableFuture<WorkResult> late = device.submit(new Endless(new CountDownLatch(1)), Duration.ofMillis(50));
        Saxpy next = Saxpy.good(100, 1);

        assertThat(PoCl.fault(late))
                .isInstanceOf(KernelTimeLimitException.class)
                .hasMessageContaining("PT0.05S");
        PoCl.agree(next, device.submit(next, null));
    }

    @Test
    void a_work_that_has_no_java_is_refused() throws Exception {
        DirectWork directWork =
                new DirectWork(Saxpy.GOOD, List.of(), new Grid(List.of(1L), List.of(1L)), _ -> Map.of());

        assertThat(PoCl.fault(device.submit(directWork, null))).isInstanceOf(NoCapableDeviceException.class);
    }

    @Test
    void a_work_that_cannot_be_computed_fails_alone() throws Exception {
        Saxpy wrong = new Saxpy(Saxpy.GOOD, 1, NumericArray.of(1f, 2f), NumericArray.of(1f));

        assertThat(PoCl.fault(device.submit(wrong, null))).isInstanceOf(KernelFailedException.class);
    }

    @Test
    void a_cancelled_work_leaves_the_line() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        var _ = device.submit(new Endless(begun), null);
        begun.await();
        CompletableFuture<WorkResult> waiting = device.submit(Saxpy.good(1, 1), null);
        assertThat(device.load().waiting()).isOne();

        waiting.cancel(true);

        assertThat(device.load().waiting()).isZero();
        assertThat(device.load().running()).isOne();
    }

    @Test
    void what_is_under_way_when_it_is_closed_fails() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<WorkResult> future = device.submit(new Endless(begun), null);
        begun.await();

        device.close();

        assertThat(PoCl.fault(future)).isInstanceOf(DeviceLostException.class);
        assertThat(device.load().ready()).isFalse();
    }
}
