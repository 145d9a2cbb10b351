package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.device.opencl.OpenClDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceHostIT {

    @Test
    void works_that_wait_share_launches_and_agree_with_java_bit_for_bit() throws Exception {
        List<Saxpy> works = new ArrayList<>();
        IntStream.of(0, 1, 63, 64, 65, 255, 257, 16_383, 16_385, 1_000_003).forEach(n -> works.add(Saxpy.good(n, n)));
        IntStream.range(0, 1_000).forEach(seed -> works.add(Saxpy.good(256, seed)));

        try (OpenClDevice device = PoCl.open(PoCl.settings(Map.of()))) {
            List<CompletableFuture<WorkResult>> futures = PoCl.submit(device, works, null);

            for (int i = 0; i < works.size(); i++) {
                PoCl.agree(works.get(i), futures.get(i));
            }
            assertThat(PoCl.done(futures.getLast()).profile().batch()).isGreaterThan(1);
            assertThat(device.load().ready()).isTrue();
        }
    }
}
