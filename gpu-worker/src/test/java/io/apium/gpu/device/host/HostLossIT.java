package io.apium.gpu.device.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.gpu.device.CrashTable;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.device.PoCl;
import io.apium.gpu.device.Saxpy;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.device.opencl.OpenClDevice;
import io.apium.gpu.device.queue.ProgramCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Hosts that are killed, that find what they should not on disk, that start together. */
class HostLossIT {

    private static final CrashTable TABLE = new CrashTable("host-losses.md");

    private static OpenClDevice device;

    @BeforeAll
    static void one_device_for_all() throws Exception {
        device = PoCl.open(PoCl.settings(Map.of()));
    }

    @AfterAll
    static void the_table_is_written() throws IOException {
        device.close();
        TABLE.write();
    }

    @Test
    void a_host_that_is_killed_loses_nothing() throws Exception {
        List<Saxpy> works = IntStream.range(0, 200)
                .mapToObj(seed -> Saxpy.good(50_000, seed))
                .toList();
        long before = device.load().restarts();
        long from = System.nanoTime();
        List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, null);
        var _ = PoCl.done(futures.get(20));

        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("HostMain"))
                .forEach(ProcessHandle::destroyForcibly);

        for (int i = 0; i < works.size(); i++) {
            PoCl.agree(works.get(i), futures.get(i));
        }
        TABLE.row(
                "host killed with SIGKILL under 200 works", null, device.load().restarts() - before, from);
    }

    @Test
    void a_program_on_disk_that_was_cut_short_never_reaches_the_driver() throws Exception {
        Saxpy work = Saxpy.of(Saxpy.program("// cut short", ""), 2, 300, 1);
        Path file = kept(work);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        WorkResult result = again(work, "binary in the cache cut short");

        assertThat(result.profile().cache()).isEqualTo(WorkProfile.Cache.BUILT);
    }

    @Test
    void a_program_on_disk_on_which_the_driver_aborts_is_built_anew() throws Exception {
        Saxpy work = Saxpy.of(Saxpy.program("// with a header that says that it is whole", ""), 2, 300, 1);
        var _ = kept(work);
        ByteBuffer content = cache().get(work.program().key()).orElseThrow();
        cache().put(work.program().key(), content.slice(0, content.remaining() / 2));

        WorkResult result = again(work, "binary in the cache on which the driver aborts");

        assertThat(result.profile().cache()).isEqualTo(WorkProfile.Cache.BUILT);
    }

    private static ProgramCache cache() {
        Path folder = Objects.requireNonNull(PoCl.settings(Map.of()).cacheFolder());
        return ProgramCache.of(folder, device.facts(), 256 << 20);
    }

    /** Where what the driver makes of it is, when it has run once. */
    private static Path kept(Saxpy work) throws Exception {
        cache().delete(work.program().key());
        Path file = cache().file(work.program().key());
        try (OpenClDevice fresh = PoCl.open(PoCl.settings(Map.of()))) {
            PoCl.agree(work, fresh.submit(work, null));
            await().until(() -> Files.exists(file));
        }
        return file;
    }

    private static WorkResult again(Saxpy work, String what) throws Exception {
        long from = System.nanoTime();
        try (OpenClDevice fresh = PoCl.open(PoCl.settings(Map.of()))) {
            CompletableFuture<WorkResult> future = fresh.submit(work, null);
            PoCl.agree(work, future);
            TABLE.row(what, null, fresh.load().restarts(), from);
            return PoCl.done(future);
        }
    }

    @Test
    void four_hosts_that_start_together_all_start() throws Exception {
        Path empty = Files.createDirectories(Path.of("target", "devices-fresh").toAbsolutePath());
        FileSystemUtils.deleteRecursively(empty);
        String drivers =
                Path.of("target", "devices", "drivers").toAbsolutePath().toString();
        DeviceSettings usual = PoCl.settings(Map.of("POCL_CACHE_DIR", drivers));
        DeviceSettings fresh = new DeviceSettings(
                usual.launchTimeout(),
                Long.MAX_VALUE,
                2,
                256,
                usual.recycleAfter(),
                1_000_000,
                empty,
                usual.environment());
        long from = System.nanoTime();

        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> {
                    try (OpenClDevice one = PoCl.open(fresh)) {
                        Saxpy work = Saxpy.good(1_000, seed);
                        PoCl.agree(work, one.submit(work, null));
                        assertThat(one.load().restarts()).isZero();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();

        for (CompletableFuture<Void> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        TABLE.row("four hosts started together, nothing unpacked yet", null, 0, from);
    }
}
