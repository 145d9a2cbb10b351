package io.apium.standalone.demo;

import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskOptions;
import io.apium.client.TaskClient;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Draws a picture through the queue, on an OpenCL device and in Java, compares the two pictures, and measures the time
 * of each.
 */
public final class PictureDemo {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final MandelbrotPicture picture;
    private final TaskClient client;
    private final PrintStream out;

    public PictureDemo(MandelbrotPicture picture, TaskClient client, PrintStream out) {
        this.picture = picture;
        this.client = client;
        this.out = out;
    }

    /**
     * @param devices the devices of the worker
     * @param error the reason why there is no OpenCL device
     * @return whether the pictures are equal, or there is only one
     * @throws DemoFailedException if a tile fails or the picture cannot be written
     */
    public boolean run(List<Device> devices, String error, Path file) throws InterruptedException {
        Optional<DeviceInfo> opencl = devices.stream()
                .map(Device::facts)
                .filter(info -> info.kind() != Kind.JAVA)
                .findFirst();
        out.printf("%d x %d pixels in %d tiles of rows%n", picture.width(), picture.height(), picture.tiles());
        int[] java = drawn("java", "in Java, on " + Runtime.getRuntime().availableProcessors() + " processors");
        boolean isEqual = true;
        if (opencl.isPresent()) {
            isEqual = Arrays.equals(java, drawn("opencl", words(opencl.get())));
            out.println(isEqual ? "the pictures are equal" : "THE PICTURES DIFFER");
        } else {
            out.println("no OpenCL device: " + error);
        }
        write(java, file);
        out.println("written to " + file);
        return isEqual;
    }

    private static String words(DeviceInfo device) {
        String words = "on " + device.id() + ", " + device.name() + " (" + device.driver() + ")";
        return device.kind() == Kind.CPU ? words + ": on the processor, which says nothing about a GPU" : words;
    }

    private int[] drawn(String device, String words) throws InterruptedException {
        List<Signature> tasks = picture.tasks(device);
        // the first run builds the kernel
        results(tasks.subList(0, 1));
        long from = System.nanoTime();
        List<JsonText> results = results(tasks);
        out.printf("%8.3f s %s%n", (System.nanoTime() - from) / 1e9, words);
        return picture.steps(results);
    }

    private List<JsonText> results(List<Signature> tasks) throws InterruptedException {
        Submission submission =
                client.send(new Group(List.copyOf(tasks), TaskOptions.NONE)).join();
        List<JsonText> results = new ArrayList<>();
        for (TaskId id : submission.results()) {
            results.add(result(id));
        }
        return results;
    }

    private JsonText result(TaskId id) throws InterruptedException {
        TaskRecord.Ended ended = client.await(id, LIMIT)
                .orElseThrow(() -> new DemoFailedException("a tile took more than " + LIMIT.toMinutes() + " minutes"));
        return switch (ended) {
            case TaskRecord.Succeeded succeeded -> succeeded.result();
            case TaskRecord.Unsuccessful failed ->
                throw new DemoFailedException("a tile failed: " + failed.error().summary());
        };
    }

    private void write(int[] steps, Path file) {
        try {
            if (!ImageIO.write(picture.drawn(steps), "png", file.toFile())) {
                throw new DemoFailedException("this Java runtime cannot write PNG files");
            }
        } catch (IOException e) {
            throw new DemoFailedException("the picture cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
