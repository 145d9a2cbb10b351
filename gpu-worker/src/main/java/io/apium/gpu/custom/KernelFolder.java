package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelProgram;
import io.apium.worker.yaml.InvalidFileException;
import io.apium.worker.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the custom kernels of a folder. */
public final class KernelFolder {

    private static final String SOURCE = ".cl";
    private static final long SOURCE_BYTES_MAX = GpuBounds.FOLDER_SOURCE.max();
    private static final int KERNELS_MAX = GpuBounds.FOLDER_KERNELS.intMax();
    private static final Pattern TASK = Pattern.compile("[\\w.:@-]{1,255}");
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z_]\\w{0,127}");

    private KernelFolder() {}

    /** @throws InvalidFileException if the folder or a file in it is invalid */
    public static List<Kernel> read(Path folder) {
        List<Kernel> kernels = new ArrayList<>();
        Map<String, Path> tasks = new HashMap<>();
        for (Path source : sources(folder)) {
            Kernel kernel = kernel(source);
            Path other = tasks.putIfAbsent(kernel.task(), source);
            if (other != null) {
                throw new InvalidFileException(
                        "task " + kernel.task() + " is defined twice: " + other + " and " + source);
            }
            kernels.add(kernel);
        }
        return kernels;
    }

    private static List<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidFileException(folder + " is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(SOURCE))
                    .sorted()
                    .limit(KERNELS_MAX + 1L)
                    .toList();
            if (sources.size() > KERNELS_MAX) {
                throw new InvalidFileException(folder + " must have at most " + KERNELS_MAX + " kernels");
            }
            return sources;
        } catch (IOException e) {
            throw new InvalidFileException(folder + " cannot be read: " + e);
        }
    }

    private static Kernel kernel(Path source) {
        String file = Objects.requireNonNull(source.getFileName(), "a file has a name")
                .toString();
        String name = file.substring(0, file.length() - SOURCE.length());
        Path signature = source.resolveSibling(name + ".yaml");
        KernelManifest manifest =
                YamlFile.read(signature, "a kernel's signature").bind(KernelManifest.class);
        String task = manifest.task() == null ? "kernel." + name : manifest.task();
        String entry = manifest.kernel() == null ? name : manifest.kernel();
        check(signature, TASK.matcher(task).matches(), "task must be 1 to 255 letters, digits or any of _.:@-", task);
        check(signature, ENTRY.matcher(entry).matches(), "kernel must be a function name", entry);
        KernelSignature kernelSignature = KernelSignature.of(signature.toString(), manifest);
        boolean fp64 = kernelSignature.kernelParameters().stream()
                .anyMatch(kernelParameter -> kernelParameter.elementType() == ElementType.F64);
        return new CustomKernel(
                new KernelProgram(task, entry, text(source), manifest.options(), 0, fp64), kernelSignature);
    }

    private static String text(Path source) {
        try {
            if (Files.size(source) > SOURCE_BYTES_MAX) {
                throw new InvalidFileException(source + " must have at most " + SOURCE_BYTES_MAX + " bytes");
            }
            return Files.readString(source);
        } catch (IOException e) {
            throw new InvalidFileException(source + " cannot be read: " + e);
        }
    }

    private static void check(Path file, boolean holds, String rule, String value) {
        if (!holds) {
            throw new InvalidFileException(file + ": " + rule + ", got: '" + value + "'");
        }
    }
}
