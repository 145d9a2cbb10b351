package io.apium.gpu.device.host;

import io.apium.gpu.device.DeviceSettings;
import io.apium.gpu.wire.HostFrame;
import io.apium.worker.child.CacheFolder;
import io.apium.worker.child.ChildClasspath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.springframework.util.FileSystemUtils;

/**
 * Starts host processes: with the java executable of this process, a class path of only the host's classes and JOCL, a
 * copy of JOCL's native library that no other user can write to, and only the OpenCL variables of the worker's
 * environment.
 */
public final class HostLauncher implements AutoCloseable {

    private static final String MAIN = "io.apium.gpu.host.HostMain";
    private static final List<String> CLASSES =
            List.of("io/apium/gpu/host/HostMain.class", "org/jocl/CL.class", "org/jspecify/annotations/Nullable.class");
    private static final String JOCL = "org/jocl/CL.class";
    private static final String REDIRECTED = "exec \"$@\" 3<&0 4>&1 </dev/null >&2";
    private static final List<String> OF_OPENCL = List.of(
            "PATH=",
            "LANG=",
            "LD_LIBRARY_PATH=",
            "OCL_",
            "OPENCL_",
            "POCL_",
            "OCLGRIND_",
            "CUDA_",
            "NVIDIA_",
            "ROC",
            "HIP_",
            "GPU_",
            "HSA_",
            "SYCL_",
            "ONEAPI_",
            "NEO",
            "ZE");

    private final CacheFolder folder;
    private final String classPath;
    private final Path library;
    private final Map<String, String> environment;

    private HostLauncher(CacheFolder folder, String classPath, Path library, Map<String, String> environment) {
        this.folder = folder;
        this.classPath = classPath;
        this.library = library;
        this.environment = environment;
    }

    /** @throws IOException if the files for hosts cannot be written */
    public static HostLauncher install(DeviceSettings settings) throws IOException, InterruptedException {
        CacheFolder folder = CacheFolder.open(settings.cacheFolder());
        List<Path> all = ChildClasspath.ofThisProcess(folder).entries();
        List<String> needed = new ArrayList<>();
        for (String name : CLASSES) {
            needed.add(holding(name, all).toString());
        }
        String classPath =
                String.join(File.pathSeparator, needed.stream().distinct().toList());
        return new HostLauncher(folder, classPath, library(holding(JOCL, all), folder), settings.environment());
    }

    private static Path holding(String name, List<Path> all) throws IOException {
        for (Path entry : all) {
            if (Files.isRegularFile(entry)) {
                try (JarFile jar = new JarFile(entry.toFile())) {
                    if (jar.getEntry(name) != null) {
                        return entry;
                    }
                }
            } else if (Files.exists(entry.resolve(name))) {
                return entry;
            }
        }
        throw new IOException("class path of this process has no " + name);
    }

    /** JOCL itself would unpack the library to a world-writable folder, where several processes could collide. */
    private static Path library(Path jocl, CacheFolder folder) throws IOException {
        Path target = folder.entry("jocl", List.of(jocl));
        if (!Files.isDirectory(target)) {
            Path fresh = folder.fresh();
            try (JarFile jar = new JarFile(jocl.toFile())) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (entry.getName().matches("lib/[^/]+\\.so")) {
                        Files.copy(
                                jar.getInputStream(entry),
                                fresh.resolve(entry.getName().substring(4)));
                    }
                }
            }
            CacheFolder.publish(fresh, target);
        }
        return target;
    }

    /** The cache folder of this process for hosts. */
    public Path cache() {
        return folder.path();
    }

    /**
     * @param name the name of the host in the log
     * @param arguments the arguments of the host's main method
     */
    public HostProcess start(String name, List<String> arguments, Consumer<HostFrame> onFrame) throws IOException {
        Path workspace = Files.createTempDirectory("apium-device-");
        try {
            return HostProcess.start(command(workspace, arguments), name, workspace, onFrame);
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(workspace);
            throw e;
        }
    }

    public ProcessBuilder command(Path workspace, List<String> arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                REDIRECTED,
                "apium-device-host",
                java.resolve("bin").resolve("java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                // a host that has lost a thread is useless; a host that has ended is replaced
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + workspace.resolve("crash.log"),
                "-Djava.io.tmpdir=" + workspace,
                "-Djava.library.path=" + library,
                "-cp",
                classPath,
                MAIN));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> OF_OPENCL.stream().noneMatch((name + "=")::startsWith));
        variables.put("HOME", workspace.toString());
        variables.put("TMPDIR", workspace.toString());
        variables.put("LD_PRELOAD", java.resolve("lib").resolve("libjsig.so").toString());
        for (String drivers : List.of("POCL_CACHE_DIR", "CUDA_CACHE_PATH")) {
            Path path = folder.path().resolve("drivers");
            variables.putIfAbsent(drivers, Files.createDirectories(path).toString());
        }
        variables.putAll(environment);
        return builder;
    }

    @Override
    public void close() {
        folder.close();
    }
}
