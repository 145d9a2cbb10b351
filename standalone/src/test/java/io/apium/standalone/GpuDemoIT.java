package io.apium.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture as a process. */
class GpuDemoIT {

    private static final long SECONDS_MAX = 120;
    private static final Path POCL = Path.of("/etc/OpenCL/vendors/pocl.icd");

    @TempDir
    private Path folder;

    @Test
    void the_pictures_of_a_device_and_of_java_are_equal_and_one_is_written() throws Exception {
        assertThat(POCL).as("install pocl-opencl-icd and ocl-icd-libopencl1").exists();
        Path vendors = Files.createDirectory(folder.resolve("vendors"));
        Files.copy(POCL, vendors.resolve("pocl.icd"));
        Path out = folder.resolve("out");
        Path picture = folder.resolve("mandelbrot.png");

        ProcessBuilder demo = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Apium.class.getName(),
                "demo",
                "gpu",
                "--width=320",
                "--height=240",
                "--out=" + picture);
        demo.environment().put("OCL_ICD_VENDORS", vendors.toString());
        int code = ended(demo.redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile()));

        assertThat(code).as(Files.readString(folder.resolve("err"))).isZero();
        assertThat(Files.readString(out))
                .containsSubsequence(
                        "320 x 240 pixels in 3 tiles of rows",
                        " s in Java",
                        " s on opencl:0",
                        "says nothing about a GPU",
                        "the pictures are equal",
                        "written to " + picture);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(320);
    }

    private static int ended(ProcessBuilder demo) throws Exception {
        Process process = demo.start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, SECONDS))
                    .as("the demo ended")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
