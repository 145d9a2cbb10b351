package io.apium.gpu.device;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.DeviceException.WorkTooLargeException;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Direct.Argument;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Work;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A device behind OpenCL, in a process of its own. */
public final class OpenClDevice implements Device {

    private static final int LINE_MAX = GpuBounds.DEVICE_QUEUE.intMax();
    private static final long BATCH_BYTES_MAX = 4 << 20;
    private static final long CACHE_BYTES_MAX = 256 << 20;
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final Facts facts;
    private final DeviceSettings settings;
    private final Line line;
    private final Budget budget;
    private final Gauge gauge = new Gauge(System.nanoTime());
    private final Builds builds;
    private final Keeper keeper;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Has its host started; works wait for it in the line.
     *
     * @param facts as {@link Probe} has found it
     */
    public OpenClDevice(Facts facts, HostJvm jvm, DeviceSettings settings) {
        this(
                facts,
                settings,
                said -> jvm.start(facts.id(), List.of(number(facts), Integer.toString(settings.lanes())), said),
                ProgramCache.of(jvm.cache(), facts, CACHE_BYTES_MAX));
    }

    OpenClDevice(Facts facts, DeviceSettings settings, Host.Starter starter, ProgramCache cache) {
        this.facts = facts;
        this.settings = settings;
        this.line =
                new Line(LINE_MAX, new Waiting(settings.batchMax(), Math.min(BATCH_BYTES_MAX, facts.memoryBytes())));
        this.budget = new Budget(facts.memoryBytes());
        this.builds = new Builds(line, cache);
        Breaker breaker = new Breaker();
        this.keeper = new Keeper(facts, starter, line, builds, breaker, settings);
        start("host", keeper);
        for (int i = 0; i < settings.lanes(); i++) {
            start("lane-" + i, new Lane(i, facts.id(), line, budget, gauge, breaker));
        }
    }

    private static String number(Facts facts) {
        return facts.id().substring(facts.id().indexOf(':') + 1);
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name(facts.id() + "-" + name).start(work));
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public CompletableFuture<Done> submit(Work work, @Nullable Duration limit) {
        Duration most = limit == null || limit.compareTo(settings.launchLimit()) > 0 ? settings.launchLimit() : limit;
        Ticket ticket = new Ticket(work, most.toNanos(), System.nanoTime(), line::leave);
        try {
            check(work);
            Line.Need need = line.enter(ticket);
            if (need != null) {
                builds.begin(need);
            }
        } catch (DeviceException e) {
            ticket.completeExceptionally(e);
        }
        return ticket;
    }

    private void check(Work work) throws DeviceException {
        if (work.program().fp64() && !facts.fp64()) {
            throw new NoCapableDeviceException(facts.id() + " (" + facts.name() + ") has no double precision");
        }
        long all = work.deviceBytes() + Group.OVERHEAD;
        if (all > facts.memoryBytes()) {
            throw new WorkTooLargeException(
                    "the work takes " + all + " bytes, and works have " + facts.memoryBytes() + " on " + facts.id());
        }
        long most = Math.min(facts.workMemoryBytes(), Integer.MAX_VALUE) - Group.OVERHEAD;
        long largest = largest(work);
        if (largest > most) {
            throw new WorkTooLargeException(
                    "a buffer of the work has " + largest + " bytes, and one may have " + most + " on " + facts.id());
        }
    }

    private static long largest(Work work) {
        return switch (work) {
            case Packed packed -> Math.max(packed.inBytes(), packed.outBytes());
            case Direct direct ->
                direct.arguments().stream()
                        .mapToLong(argument -> switch (argument) {
                            case Argument.In(ByteBuffer content) -> content.remaining();
                            case Argument.InOut(ByteBuffer content) -> content.remaining();
                            case Argument.Out(int bytes) -> bytes;
                            case Argument.Value _, Argument.Local _ -> 0;
                        })
                        .max()
                        .orElse(0);
        };
    }

    @Override
    public Load load() {
        String trouble = keeper.trouble();
        return new Load(
                trouble.isEmpty(),
                line.waiting(),
                line.running(),
                budget.used(),
                gauge.utilisation(System.nanoTime()),
                gauge.meanBatch(),
                keeper.restarts(),
                trouble);
    }

    /** What is on the device, and what waits for it, fails. */
    @Override
    public void close() {
        line.close(new DeviceLostException(facts.id() + " is closed"));
        keeper.close();
        builds.close();
        for (Thread thread : threads) {
            try {
                if (!thread.join(LEAVE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                // it ends by itself, a little later
                Thread.currentThread().interrupt();
            }
        }
    }
}
