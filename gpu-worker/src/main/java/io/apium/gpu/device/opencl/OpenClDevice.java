package io.apium.gpu.device.opencl;

import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.DeviceException.WorkTooLargeException;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.DeviceStatus;
import io.apium.gpu.device.UtilisationMeter;
import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.device.host.CrashBackoff;
import io.apium.gpu.device.host.Host;
import io.apium.gpu.device.host.HostLauncher;
import io.apium.gpu.device.queue.BatchLauncher;
import io.apium.gpu.device.queue.MemoryBudget;
import io.apium.gpu.device.queue.PendingWork;
import io.apium.gpu.device.queue.ProgramBuilder;
import io.apium.gpu.device.queue.ProgramCache;
import io.apium.gpu.device.queue.ProgramQueue;
import io.apium.gpu.device.queue.WorkQueue;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Argument;
import io.apium.gpu.work.KernelWork;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An OpenCL device, whose driver runs in a separate process. */
public final class OpenClDevice implements Device {

    private static final int QUEUE_MAX = GpuBounds.DEVICE_QUEUE.intMax();
    private static final long BATCH_BYTES_MAX = 4 << 20;
    private static final long CACHE_BYTES_MAX = 256 << 20;
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final DeviceInfo info;
    private final DeviceSettings settings;
    private final WorkQueue queue;
    private final MemoryBudget budget;
    private final UtilisationMeter utilisationMeter = new UtilisationMeter(System.nanoTime());
    private final ProgramBuilder programBuilder;
    private final HostSupervisor supervisor;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the device's host; submitted works wait in the queue until it is ready.
     *
     * @param info the properties of the device, from {@code DeviceProbe}
     */
    public OpenClDevice(DeviceInfo info, HostLauncher jvm, DeviceSettings settings) {
        this(
                info,
                settings,
                onFrame -> jvm.start(info.id(), List.of(number(info), Integer.toString(settings.launchers())), onFrame),
                ProgramCache.of(jvm.cache(), info, CACHE_BYTES_MAX));
    }

    OpenClDevice(DeviceInfo info, DeviceSettings settings, Host.Starter starter, ProgramCache cache) {
        this.info = info;
        this.settings = settings;
        this.queue = new WorkQueue(
                QUEUE_MAX, new PendingWork(settings.batchMax(), Math.min(BATCH_BYTES_MAX, info.memoryBytes())));
        this.budget = new MemoryBudget(info.memoryBytes());
        this.programBuilder = new ProgramBuilder(queue, cache);
        CrashBackoff crashBackoff = new CrashBackoff();
        this.supervisor = new HostSupervisor(info, starter, queue, programBuilder, crashBackoff, settings);
        start("host", supervisor);
        for (int i = 0; i < settings.launchers(); i++) {
            start("launcher-" + i, new BatchLauncher(i, info.id(), queue, budget, utilisationMeter, crashBackoff));
        }
    }

    private static String number(DeviceInfo info) {
        return info.id().substring(info.id().indexOf(':') + 1);
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name(info.id() + "-" + name).start(work));
    }

    @Override
    public DeviceInfo facts() {
        return info;
    }

    @Override
    public CompletableFuture<WorkResult> submit(KernelWork work, @Nullable Duration limit) {
        Duration most =
                limit == null || limit.compareTo(settings.launchTimeout()) > 0 ? settings.launchTimeout() : limit;
        WorkFuture ticket = new WorkFuture(work, most.toNanos(), System.nanoTime(), queue::leave);
        try {
            check(work);
            WorkQueue.Need need = queue.enter(ticket);
            if (need != null) {
                programBuilder.begin(need);
            }
        } catch (DeviceException e) {
            ticket.completeExceptionally(e);
        }
        return ticket;
    }

    private void check(KernelWork work) throws DeviceException {
        if (work.program().fp64() && !info.fp64()) {
            throw new NoCapableDeviceException(info.id() + " (" + info.name() + ") has no double precision");
        }
        long all = work.deviceBytes() + ProgramQueue.OVERHEAD;
        if (all > info.memoryBytes()) {
            throw new WorkTooLargeException(
                    "the work needs " + all + " bytes, but " + info.id() + " has " + info.memoryBytes() + " for works");
        }
        long most = Math.min(info.workMemoryBytes(), Integer.MAX_VALUE) - ProgramQueue.OVERHEAD;
        long largest = largest(work);
        if (largest > most) {
            throw new WorkTooLargeException(
                    "a buffer of the work has " + largest + " bytes, but " + info.id() + " allows " + most);
        }
    }

    private static long largest(KernelWork work) {
        return switch (work) {
            case BatchableWork batchableWork -> Math.max(batchableWork.inBytes(), batchableWork.outBytes());
            case DirectWork directWork ->
                directWork.arguments().stream()
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
    public DeviceStatus load() {
        String error = supervisor.error();
        return new DeviceStatus(
                error.isEmpty(),
                queue.waiting(),
                queue.running(),
                budget.used(),
                utilisationMeter.utilisation(System.nanoTime()),
                utilisationMeter.meanBatch(),
                supervisor.restarts(),
                error);
    }

    /** Fails the running and the waiting works. */
    @Override
    public void close() {
        queue.close(new DeviceLostException(info.id() + " is closed"));
        supervisor.close();
        programBuilder.close();
        for (Thread thread : threads) {
            try {
                if (!thread.join(LEAVE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                // the thread ends by itself a little later
                Thread.currentThread().interrupt();
            }
        }
    }
}
