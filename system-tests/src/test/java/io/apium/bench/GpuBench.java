package io.apium.bench;

import io.apium.gpu.BuiltinKernels;
import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.device.host.DeviceProbe;
import io.apium.gpu.device.host.HostLauncher;
import io.apium.gpu.device.opencl.OpenClDevice;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./apium bench gpu}: what it brings that works which wait join in a launch. The same device, once with one work a
 * launch and once with as many as it allows; the two take turns, so that what else goes on on the machine is in both.
 */
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        description = "Works of 256 floats on the first OpenCL device: one a launch, and as many a launch as wait.")
final class GpuBench implements Callable<Integer> {

    private static final double TIMES_MIN = 50;
    private static final double LATENCY_MAX = 1.1;
    private static final int FLOATS = 256;
    private static final int IN_FLIGHT = 4_096;
    private static final int WARM_UP = 20_000;
    private static final String ALONE = "one work a launch, works/s";
    private static final String JOINED = "what waits joins, works/s";
    private static final String ALONE_MICROS = "one work a launch, median us at 500/s";
    private static final String JOINED_MICROS = "what waits joins, median us at 500/s";

    private static final String TIMES = "joined / alone, rate";
    private static final String LATENCY = "joined / alone, median";

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--works", defaultValue = "1000000", description = "in one round (default ${DEFAULT-VALUE})")
    private int works;

    @Override
    public Integer call() throws Exception {
        DeviceSettings usual = DeviceSettings.usual();
        DeviceSettings one = new DeviceSettings(
                usual.launchTimeout(),
                usual.memoryMaxBytes(),
                usual.launchers(),
                1,
                usual.recycleAfter(),
                Long.MAX_VALUE,
                null,
                Map.of());
        BenchReport report = new BenchReport();
        try (HostLauncher jvm = HostLauncher.install(usual)) {
            DeviceProbe.Found found = DeviceProbe.of(jvm, usual);
            if (found.devices().isEmpty()) {
                System.err.println("there is no OpenCL device: " + found.error());
                return 1;
            }
            System.out.println(found.devices().getFirst());
            try (OpenClDevice alone = new OpenClDevice(found.devices().getFirst(), jvm, one);
                    OpenClDevice joined = new OpenClDevice(found.devices().getFirst(), jvm, usual)) {
                measure(alone, joined, report);
            }
        }
        report.ratio(TIMES, JOINED, ALONE);
        report.ratio(LATENCY, JOINED_MICROS, ALONE_MICROS);
        report.print(System.out);
        boolean isFaster = report.median(TIMES) >= TIMES_MIN;
        return isFaster && report.median(LATENCY) <= LATENCY_MAX ? 0 : 1;
    }

    private void measure(OpenClDevice alone, OpenClDevice joined, BenchReport report) throws Exception {
        rate(alone, WARM_UP);
        rate(joined, works);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d%n", round, rounds);
            report.add(ALONE_MICROS, micros(alone));
            report.add(JOINED_MICROS, micros(joined));
            report.add(ALONE, rate(alone, WARM_UP));
            report.add(JOINED, rate(joined, works));
        }
    }

    /** Submits as fast as the device takes them, with so many under way. */
    private static double rate(OpenClDevice device, int count) throws Exception {
        KernelWork work = saxpy();
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long from = System.nanoTime();
        for (int i = 0; i < count; i++) {
            room.acquire();
            var _ = device.submit(work, null).whenComplete((_, fault) -> {
                if (fault != null) {
                    failure.set(fault);
                }
                room.release();
            });
        }
        room.acquire(IN_FLIGHT);
        if (failure.get() != null) {
            throw new IllegalStateException("a work has failed", failure.get());
        }
        return count / ((System.nanoTime() - from) / 1e9);
    }

    private static KernelWork saxpy() throws InvalidArgumentException, BlobGoneException {
        List<Integer> numbers = IntStream.range(0, FLOATS).boxed().toList();
        Map<String, Object> values = Map.of("a", 2.5, "x", numbers, "y", numbers);
        ArrayReader reader = new ArrayReader(new MemoryStore(InstantSource.system()).blobs(), 1 << 20);
        return Objects.requireNonNull(BuiltinKernels.builtIn().get("gpu.saxpy"))
                .work(new WorkArguments(values, reader));
    }

    private static double micros(OpenClDevice device) throws Exception {
        KernelWork work = saxpy();
        long[] took = new long[1_000];
        for (int i = 0; i < took.length; i++) {
            long from = System.nanoTime();
            CompletableFuture<WorkResult> result = device.submit(work, null);
            var _ = result.get();
            took[i] = System.nanoTime() - from;
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos() - took[i]);
        }
        Arrays.sort(took);
        return took[took.length / 2] / 1e3;
    }
}
