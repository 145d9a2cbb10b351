package io.apium.gpu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static final DeviceDescription DEVICE =
            new DeviceDescription("a device", "a platform", "1.2", true, 4, 1L << 33, 1L << 31, true, 1_024, 32_768);

    static List<HostFrame> frames() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        return List.of(
                new HostFrame.Build(7, "f", "-DN=4 -w", "__kernel void f() {} // \u00e4", bytes),
                new HostFrame.Drop(7),
                new HostFrame.Map(1, "/dev/shm/x", 1L << 32),
                new HostFrame.Launch(
                        1,
                        7,
                        List.of(64L, 3L),
                        List.of(64L, 1L),
                        List.of(
                                new KernelArgument.Buffer(KernelArgument.Start.ZEROS, true, 64, 128),
                                new KernelArgument.Value(bytes),
                                new KernelArgument.Local(16))),
                new HostFrame.Ready(DEVICE),
                new HostFrame.Found(List.of(DEVICE, DEVICE), ""),
                new HostFrame.Built(7),
                new HostFrame.NotBuilt(7, "kernel.cl:1:2: error"),
                new HostFrame.Mapped(1),
                new HostFrame.Done(1, 5, 6),
                new HostFrame.Failed(1, "no"),
                new HostFrame.Binary(7, bytes));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_arrives_as_it_was_sent(HostFrame frame) throws Exception {
        assertThat(new FrameReader(new ByteArrayInputStream(written(frame))).read())
                .isEqualTo(frame);
    }

    @Test
    void a_stream_that_ends_within_a_frame_has_no_more_to_come() throws Exception {
        byte[] whole = written(new HostFrame.Failed(1, "no"));

        for (int length = 0; length < whole.length; length++) {
            assertThat(new FrameReader(new ByteArrayInputStream(whole, 0, length)).read())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 67_108_865, Integer.MAX_VALUE})
    void a_length_out_of_bounds_is_no_frame(int length) {
        byte[] lie = ByteBuffer.allocate(16).putInt(length).array();

        assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(lie)).read())
                .isInstanceOf(InvalidFrameException.class)
                .hasMessageContaining(String.valueOf(length));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void fields_that_are_longer_or_shorter_than_the_frame_are_no_frame(HostFrame frame) throws Exception {
        byte[] whole = written(frame);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        ByteBuffer.wrap(longer).putInt(longer.length - 4);
        byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
        ByteBuffer.wrap(shorter).putInt(shorter.length - 4);

        assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(longer)).read())
                .isInstanceOf(InvalidFrameException.class);
        assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(shorter)).read())
                .isInstanceOf(InvalidFrameException.class);
    }

    @Test
    void memory_is_the_same_for_both_and_stays_when_its_file_has_gone(@TempDir Path folder) throws Exception {
        try (SharedBuffer mine = SharedBuffer.create(folder, 10_000);
                SharedBuffer theirs = SharedBuffer.open(mine.file(), 10_000)) {
            Files.delete(mine.file());

            mine.section(9_000, 8).putLong(0, 42);

            assertThat(theirs.section(9_000, 8).getLong(0)).isEqualTo(42);
            assertThat(folder).isEmptyDirectory();
            assertThatThrownBy(() -> mine.section(9_000, 1_001)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static byte[] written(HostFrame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(frame);
        return out.toByteArray();
    }
}
