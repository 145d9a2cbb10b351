package io.apium.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.Signature;
import io.apium.task.JsonText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MandelbrotPictureTest {

    @Test
    void a_picture_is_asked_for_in_tiles_of_rows() {
        MandelbrotPicture picture = new MandelbrotPicture(1_024, 100);

        List<Signature> tasks = picture.tasks("opencl");

        assertThat(tasks).hasSize(4);
        assertThat(tasks.getLast().args()).containsExactly(3, 4, 1_024, 100);
        assertThat(tasks.getLast().kwargs()).containsEntry("requires", Map.of("device", "opencl"));
    }

    @Test
    void there_are_no_more_tiles_than_rows() {
        assertThat(new MandelbrotPicture(8_192, 1).tiles()).isEqualTo(1);
        assertThat(new MandelbrotPicture(8_192, 8_192).tiles()).isEqualTo(2_048);
    }

    @Test
    void it_is_put_together_from_its_tiles_and_what_was_never_left_is_black() {
        MandelbrotPicture picture = new MandelbrotPicture(2, 2);

        int[] steps = picture.steps(List.of(tile(0, 500), tile(10, 500)));

        assertThat(steps).containsExactly(0, 500, 10, 500);
        assertThat(picture.drawn(steps).getRGB(1, 0) & 0xffffff).isZero();
        assertThat(picture.drawn(steps).getRGB(0, 1) & 0xffffff).isNotZero();
    }

    @Test
    void a_picture_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new MandelbrotPicture(0, 10)).hasMessageContaining("got: 0 and 10");
        assertThatThrownBy(() -> new MandelbrotPicture(10, 9_000)).hasMessageContaining("got: 10 and 9000");
    }

    private static JsonText tile(int... steps) {
        ByteBuffer bytes = ByteBuffer.allocate(steps.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(steps);
        return new JsonText(
                "{\"out\":{\"base64\":\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\"},\"profile\":{}}");
    }
}
