package io.apium.gpu.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelNotBuiltException;
import io.apium.gpu.device.GivenDevice;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.testkit.memory.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomKernelIT {

    private static final String SUMS = """
            __kernel void sums(__global const float* x, __global float* y, __global int* calls, __local float* tile,
                               const float by, const int n) {
              const int i = get_global_id(0), l = get_local_id(0);
              tile[l] = i < n ? x[i] * by : 0.0f;
              barrier(CLK_LOCAL_MEM_FENCE);
              if (l == 0) {
                float sum = 0.0f;
                for (int j = 0; j < 16; j++) { sum += tile[j]; }
                y[get_group_id(0)] = sum;
                calls[0] += get_group_id(0) == 0 ? 1 : 0;
              }
            }
            """;
    private static final String SIGNATURE = """
            arguments:
              - {name: x, in: f32, shape: [n]}
              - {name: y, out: f32, shape: [(n + 15) / 16]}
              - {name: calls, inout: i32, shape: ['1']}
              - {name: tile, local: f32, shape: ['16']}
              - {name: by, value: f32}
              - {name: n, value: i32, is: n}
            global: [n]
            group: [16]
            """;

    @TempDir
    private Path folder;

    @Test
    void a_kernel_of_the_folder_is_rehearsed_and_computes_over_ragged_lengths() throws Exception {
        Files.writeString(folder.resolve("sums.cl"), SUMS);
        Files.writeString(folder.resolve("sums.yaml"), SIGNATURE);
        Kernel kernel = KernelFolder.read(folder).getFirst();

        try (Device device = GivenDevice.pocl()) {
            assertThat(done(device, kernel.rehearsal().orElseThrow()).outputs().get("calls"))
                    .isEqualTo(NumericArray.of(1));
            for (int n : List.of(1, 15, 16, 17, 1_000)) {
                Map<String, NumericArray> outputs =
                        done(device, kernel.work(arguments(kernel, n))).outputs();

                assertThat(outputs).containsOnlyKeys("y", "calls");
                assertThat(outputs.get("calls")).isEqualTo(NumericArray.of(8));
                for (int group = 0; group < (n + 15) / 16; group++) {
                    float ones = Math.min(16, n - 16 * group);
                    assertThat(outputs.get("y").get(group)).isEqualTo(ones * 2);
                }
            }
        }
    }

    @Test
    void kernels_that_crash_or_do_not_build_leave_the_others_working() throws Exception {
        Files.writeString(folder.resolve("sums.cl"), SUMS);
        Files.writeString(folder.resolve("sums.yaml"), SIGNATURE);
        Files.writeString(folder.resolve("trap.cl"), "__kernel void trap(__global int* y) { __builtin_trap(); }");
        Files.writeString(folder.resolve("trap.yaml"), """
                arguments: [{name: y, out: i32, shape: ['1']}]
                global: ['1']
                group: [1]
                """);
        Files.writeString(folder.resolve("wrong.cl"), "__kernel void wrong(__global int* y) { y[0] = x; }");
        Files.copy(folder.resolve("trap.yaml"), folder.resolve("wrong.yaml"));
        List<Kernel> kernels = KernelFolder.read(folder);
        Kernel sums = kernels.getFirst();

        try (Device device = GivenDevice.pocl()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> done(device, kernels.get(1).rehearsal().orElseThrow()))
                    .withCauseInstanceOf(DeviceLostException.class);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> done(device, kernels.get(2).rehearsal().orElseThrow()))
                    .withCauseInstanceOf(KernelNotBuiltException.class)
                    .withMessageContaining("undeclared identifier 'x'");
            assertThat(done(device, sums.work(arguments(sums, 16)))
                            .outputs()
                            .get("y")
                            .get(0))
                    .isEqualTo(32f);
        }
    }

    private static WorkResult done(Device device, KernelWork work) throws Exception {
        return device.submit(work, Duration.ofSeconds(20)).get(60, TimeUnit.SECONDS);
    }

    private static WorkArguments arguments(Kernel kernel, int n) throws Exception {
        List<Float> ones = IntStream.range(0, n).mapToObj(_ -> 1f).toList();
        ArrayReader reader = new ArrayReader(new MemoryStore(InstantSource.system()).blobs(), 1 << 20);
        return WorkArguments.of(
                List.of(), Map.of("x", ones, "calls", List.of(7), "by", 2), kernel.parameters(), reader);
    }
}
