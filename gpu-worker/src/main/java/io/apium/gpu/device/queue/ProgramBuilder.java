package io.apium.gpu.device.queue;

import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelNotBuiltException;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.host.HostSession;
import io.apium.gpu.device.queue.WorkQueue.Need;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds programs while launches run, and stores driver binaries in the cache. */
public final class ProgramBuilder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProgramBuilder.class);
    private static final Duration LIMIT = Duration.ofSeconds(GpuBounds.KERNEL_BUILD.max());
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final WorkQueue queue;
    private final ProgramCache cache;
    private final Map<Integer, String> keys = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("apium-gpu-builds").factory());

    public ProgramBuilder(WorkQueue queue, ProgramCache cache) {
        this.queue = queue;
        this.cache = cache;
    }

    /**
     * Starts a build, whose result is reported to the queue. If the host ends during the build, {@link WorkQueue#shut}
     * returns the program.
     */
    public void begin(Need need) {
        aside(() -> {
            var _ = build(need, cache.get(need.group().key()));
        });
    }

    private void aside(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            log.debug("the device is closed: program not built or stored", e);
        }
    }

    /** @return whether the host is still running */
    private CompletableFuture<Boolean> build(Need need, Optional<ByteBuffer> binary) {
        ProgramQueue group = need.group();
        KernelProgram program = group.program();
        if (binary.isEmpty()) {
            keys.put(group.number(), group.key());
        }
        HostFrame.Build build = new HostFrame.Build(
                group.number(),
                program.entry(),
                String.join(" ", program.options()),
                program.source(),
                binary.orElse(NONE));
        return need.session()
                .build(build)
                .orTimeout(LIMIT.toNanos(), TimeUnit.NANOSECONDS)
                .handle((answer, failure) -> {
                    if (failure instanceof TimeoutException) {
                        need.session().kill();
                    } else if (answer instanceof HostFrame.Built) {
                        queue.built(group, binary.isPresent() ? Cache.DISK : Cache.BUILT);
                    } else if (answer instanceof HostFrame.NotBuilt(int _, String log)) {
                        refused(need, binary, log);
                    }
                    return failure == null;
                });
    }

    private void refused(Need need, Optional<ByteBuffer> binary, String log) {
        if (binary.isPresent()) {
            cache.delete(need.group().key());
            aside(() -> {
                var _ = build(need, Optional.empty());
            });
        } else {
            keys.remove(need.group().number());
            queue.failed(need.group(), new KernelNotBuiltException(log));
        }
    }

    /** Stores the driver's binary of a program for later hosts. */
    public void keep(int number, ByteBuffer binary) {
        String key = keys.remove(number);
        if (key != null) {
            aside(() -> cache.put(key, binary));
        }
    }

    /**
     * Deletes the cache entries of programs that a host was building when it ended, because a bad entry may be the
     * cause.
     */
    public void distrust(List<ProgramQueue> groups) {
        groups.forEach(group -> cache.delete(group.key()));
    }

    /**
     * Builds a program that a host was building when it ended: from source, and without launches or other builds in
     * parallel. If this host ends as well, the program is the cause, and its works fail with
     * {@link DeviceLostException}.
     *
     * @return whether the host is still running
     */
    public boolean alone(HostSession session, ProgramQueue group) {
        boolean isThere = build(new Need(session, group), Optional.empty()).join();
        if (!isThere) {
            queue.failed(group, new DeviceLostException("the device host ended twice while it built the program"));
        }
        return isThere;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
