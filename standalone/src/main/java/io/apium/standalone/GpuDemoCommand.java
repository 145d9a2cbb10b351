package io.apium.standalone;

import io.apium.client.TaskClient;
import io.apium.gpu.DeviceRegistry;
import io.apium.standalone.demo.MandelbrotPicture;
import io.apium.standalone.demo.PictureDemo;
import io.apium.standalone.embedded.EmbeddedServers;
import io.apium.worker.boot.WorkerApplication;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws the Mandelbrot set through the queue. */
@Command(
        name = "gpu",
        description =
                "Draw the Mandelbrot set through the queue, on an OpenCL device and in Java, and print both times.",
        mixinStandardHelpOptions = true)
final class GpuDemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "The width of the picture in pixels, 1 to 8192. Default: 1920.")
    private int width = 1_920;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "The height of the picture in pixels, 1 to 8192. Default: 1080.")
    private int height = 1_080;

    @Option(names = "--out", paramLabel = "FILE", description = "The PNG file to write. Default: mandelbrot.png.")
    private Path out = Path.of("mandelbrot.png");

    @Override
    public Integer call() throws InterruptedException {
        MandelbrotPicture picture = picture();
        try (EmbeddedServers servers = EmbeddedServers.start(null);
                RunningApplication worker = worker(servers)) {
            DeviceRegistry devices = worker.part(DeviceRegistry.class);
            PictureDemo demo = new PictureDemo(picture, worker.part(TaskClient.class), System.out);
            boolean isEqual = demo.run(devices.awaited(), devices.error(), out);
            return isEqual ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private MandelbrotPicture picture() {
        try {
            return new MandelbrotPicture(width, height);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static RunningApplication worker(EmbeddedServers servers) {
        return RunningApplication.of(WorkerApplication.class)
                .with(servers.properties())
                .with("spring.main.web-application-type", "none")
                .with("apium.scheduler.enabled", false)
                .with("apium.gpu.enabled", true)
                .with("apium.worker.queues", "")
                .with("apium.worker.name", "gpu")
                // the demo does not show when its worker starts and stops
                .with("logging.level.io.apium", "WARN")
                .start();
    }
}
