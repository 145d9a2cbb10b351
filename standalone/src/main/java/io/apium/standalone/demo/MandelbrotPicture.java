package io.apium.standalone.demo;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.JsonText;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Mandelbrot set, split into tiles of rows, one task each.
 *
 * @param width in pixels, up to 8,192
 * @param height in pixels, up to 8,192
 */
public record MandelbrotPicture(int width, int height) {

    private static final int SIDE_MAX = 8_192;
    private static final int TILE_PIXELS = 1 << 15;
    private static final int ITERATIONS = 500;
    private static final JsonMapper JSON = new JsonMapper();

    public MandelbrotPicture {
        if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
            throw new IllegalArgumentException(
                    "width and height must be 1 to " + SIDE_MAX + " pixels, got: " + width + " and " + height);
        }
    }

    /** The number of tiles, so that the result of each fits into a result record. */
    int tiles() {
        return Math.min(height, Math.ceilDiv(width * height, TILE_PIXELS));
    }

    /** @param device the required device: opencl or java */
    List<Signature> tasks(String device) {
        int tiles = tiles();
        return IntStream.range(0, tiles)
                .mapToObj(tile -> new Signature(
                        "gpu.mandelbrot",
                        List.of(tile, tiles, width, height),
                        Map.of("iterations", ITERATIONS, "out", "base64", "requires", Map.of("device", device)),
                        TaskOptions.NONE,
                        true))
                .toList();
    }

    /**
     * The number of iterations of each pixel, row by row.
     *
     * @param results of the tiles, in order
     */
    int[] steps(List<JsonText> results) {
        IntBuffer steps = IntBuffer.allocate(width * height);
        for (JsonText result : results) {
            JsonNode out = JSON.readTree(result.json()).path("out");
            byte[] bytes = Base64.getDecoder().decode(out.path("base64").asString());
            steps.put(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer());
        }
        return steps.array();
    }

    BufferedImage drawn(int[] steps) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < steps.length; pixel++) {
            image.setRGB(pixel % width, pixel / width, colour(steps[pixel]));
        }
        return image;
    }

    private static int colour(int steps) {
        float part = (float) Math.sqrt((double) steps / ITERATIONS);
        return steps >= ITERATIONS ? 0 : Color.HSBtoRGB(0.6f + part, 0.8f, Math.min(1, 0.2f + 2 * part));
    }
}
