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
 * How hosts are started: with this process's java, with their own classes and JOCL's and no others, with a copy of JOCL's
 * library that nobody else can write to, and with nothing of the worker's environment but what OpenCL asks for.
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

    /** @throws IOException when there is no place for what hosts need */
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
        throw new IOException("no " + name + " among the classes of this process");
    }

    /** JOCL itself would unpack it to a place where everybody may write, and several at once would meet there. */
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

    /** Where this process may keep what it makes for hosts. */
    public Path cache() {
        return folder.path();
    }

    /**
     * @param name for the log
     * @param arguments of the host's main
     */
    public HostProcess start(String name, List<String> arguments, Consumer<HostFrame> said) throws IOException {
        Path workspace = Files.createTempDirectory("apium-device-");
        try {
            return HostProcess.start(command(workspace, arguments), name, workspace, said);
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(workspace);
            throw e;
        }
    }

    public ProcessBuilder command(Path workspace, List<String> arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"));
        List<String> line = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                REDIRECTED,
                "apium-device-host",
                java.resolve("bin").resolve("java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                // a host that has lost a thread serves nobody; one that has ended is replaced
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
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).directory(workspace.toFile());
        Map<String, String> given = builder.environment();
        given.keySet().removeIf(name -> OF_OPENCL.stream().noneMatch((name + "=")::startsWith));
        given.put("HOME", workspace.toString());
        given.put("TMPDIR", workspace.toString());
        given.put("LD_PRELOAD", java.resolve("lib").resolve("libjsig.so").toString());
        for (String drivers : List.of("POCL_CACHE_DIR", "CUDA_CACHE_PATH")) {
            Path path = folder.path().resolve("drivers");
            given.putIfAbsent(drivers, Files.createDirectories(path).toString());
        }
        given.putAll(environment);
        return builder;
    }

    @Override
    public void close() {
        folder.close();
    }
}
