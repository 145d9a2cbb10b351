package io.apium.gpu.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeviceProbeTest {

    private static final DeviceSettings SETTINGS = DeviceSettings.usual();

    /** Says nothing. */
    private record Silent(CompletableFuture<String> gone) implements Host {

        @Override
        public void send(HostFrame frame) {}

        @Override
        public void kill() {
            gone.complete("killed");
        }

        @Override
        public void close() {}
    }

    @Test
    void devices_are_numbered_and_may_be_used_to_four_fifths() throws Exception {
        DeviceProbe.Found found = probe(onFrame -> {
            onFrame.accept(new HostFrame.Found(List.of(ScriptedHost.DEVICE, ScriptedHost.DEVICE), ""));
            return new Silent(new CompletableFuture<>());
        });

        assertThat(found.devices()).extracting(DeviceInfo::id).containsExactly("opencl:0", "opencl:1");
        assertThat(found.devices().getFirst().memoryBytes()).isEqualTo((long) (0.8 * (1 << 30)));
        assertThat(found.devices().getFirst().workMemoryBytes()).isEqualTo(1 << 28);
        assertThat(found.devices().getFirst().kind()).isEqualTo(DeviceInfo.Kind.CPU);
    }

    @Test
    void a_probe_that_crashes_says_how() throws Exception {
        DeviceProbe.Found found = probe(_ -> new Silent(CompletableFuture.completedFuture("its host ended with 139")));

        assertThat(found.devices()).isEmpty();
        assertThat(found.error()).isEqualTo("the search for OpenCL devices failed: its host ended with 139");
    }

    @Test
    void a_probe_that_hangs_is_ended() throws Exception {
        CompletableFuture<String> gone = new CompletableFuture<>();

        DeviceProbe.Found found = probe(_ -> new Silent(gone));

        assertThat(found.error()).contains("PT0.1S");
        assertThat(gone).isCompletedWithValue("killed");
    }

    @Test
    void a_probe_that_does_not_start_says_why() throws Exception {
        DeviceProbe.Found found = probe(_ -> {
            throw new IOException("there is no executable java");
        });

        assertThat(found.error()).endsWith("there is no executable java");
    }

    private static DeviceProbe.Found probe(Host.Starter starter) throws InterruptedException {
        return DeviceProbe.of(starter, SETTINGS, Duration.ofMillis(100));
    }
}
