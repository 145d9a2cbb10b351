package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.Done;
import io.apium.gpu.device.Facts;
import io.apium.gpu.device.Facts.Kind;
import io.apium.gpu.device.Load;
import io.apium.gpu.device.Profile;
import io.apium.gpu.device.Profile.Cache;
import io.apium.gpu.work.Work;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A device that computes in Java, takes as long as it is told, by its own word, and fails when it is told to. */
final class FakeDevice implements Device {

    static final long MEMORY = 1 << 20;

    final AtomicInteger works = new AtomicInteger();
    volatile @Nullable Duration lastLimit;
    volatile boolean closed;
    volatile @Nullable Throwable failure;
    volatile boolean silent;
    volatile @Nullable CompletableFuture<Done> last;
    volatile Duration takes = Duration.ofMillis(1);
    volatile Load load = load(true, 0, "");
    private final Facts facts;

    FakeDevice(String id, Kind kind, boolean fp64) {
        facts = new Facts(id, kind, "fake " + id, "none", 1, MEMORY, MEMORY, fp64, 1, 0);
    }

    static FakeDevice java() {
        return new FakeDevice("java", Kind.JAVA, true);
    }

    static FakeDevice gpu() {
        return new FakeDevice("opencl:0", Kind.GPU, false);
    }

    static Load load(boolean ready, int waiting, String trouble) {
        return new Load(ready, waiting, 0, 7, 0.5, 1.5, 2, trouble);
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public CompletableFuture<Done> submit(Work work, @Nullable Duration limit) {
        works.incrementAndGet();
        lastLimit = limit;
        CompletableFuture<Done> running = answer(work);
        last = running;
        return running;
    }

    private CompletableFuture<Done> answer(Work work) {
        Throwable fails = failure;
        if (fails != null) {
            return CompletableFuture.failedFuture(fails);
        }
        if (silent) {
            return new CompletableFuture<>();
        }
        Duration micro = Duration.ofNanos(1_000);
        Profile profile = new Profile(facts.id(), micro, micro, micro, takes, 1, Cache.MEMORY);
        try {
            return CompletableFuture.completedFuture(new Done(work.compute(), profile));
        } catch (InterruptedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Load load() {
        return load;
    }

    @Override
    public void close() {
        closed = true;
    }
}
