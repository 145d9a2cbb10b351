package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.gpu.device.DeviceStatus;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A device that computes in Java. It reports {@code takes} as the run time of each work, fails with {@code failure} if
 * that is set, and never answers while {@code silent} is set.
 */
final class FakeDevice implements Device {

    static final long MEMORY = 1 << 20;

    final AtomicInteger works = new AtomicInteger();
    volatile @Nullable Duration lastLimit;
    volatile boolean closed;
    volatile @Nullable Throwable failure;
    volatile boolean silent;
    volatile @Nullable CompletableFuture<WorkResult> last;
    volatile Duration takes = Duration.ofMillis(1);
    volatile DeviceStatus status = load(true, 0, "");
    private final DeviceInfo info;

    FakeDevice(String id, Kind kind, boolean fp64) {
        info = new DeviceInfo(id, kind, "fake " + id, "none", 1, MEMORY, MEMORY, fp64, 1, 0);
    }

    static FakeDevice java() {
        return new FakeDevice("java", Kind.JAVA, true);
    }

    static FakeDevice gpu() {
        return new FakeDevice("opencl:0", Kind.GPU, false);
    }

    static DeviceStatus load(boolean ready, int waiting, String error) {
        return new DeviceStatus(ready, waiting, 0, 7, 0.5, 1.5, 2, error);
    }

    @Override
    public DeviceInfo facts() {
        return info;
    }

    @Override
    public CompletableFuture<WorkResult> submit(KernelWork work, @Nullable Duration limit) {
        works.incrementAndGet();
        lastLimit = limit;
        CompletableFuture<WorkResult> running = answer(work);
        last = running;
        return running;
    }

    private CompletableFuture<WorkResult> answer(KernelWork work) {
        Throwable fails = failure;
        if (fails != null) {
            return CompletableFuture.failedFuture(fails);
        }
        if (silent) {
            return new CompletableFuture<>();
        }
        Duration micro = Duration.ofNanos(1_000);
        WorkProfile profile = new WorkProfile(info.id(), micro, micro, micro, takes, 1, true, Cache.MEMORY);
        try {
            return CompletableFuture.completedFuture(new WorkResult(work.compute(), profile));
        } catch (InterruptedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public DeviceStatus load() {
        return status;
    }

    @Override
    public void close() {
        closed = true;
    }
}
