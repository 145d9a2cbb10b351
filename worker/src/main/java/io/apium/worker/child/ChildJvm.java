package io.apium.worker.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Starts children with the java executable and class path of this process. Frames use file descriptors 3 and 4; stdin
 * is empty, and stdout goes to stderr, so that everything that is printed there is logged and cannot damage the frames.
 *
 * @param command the java options, class path and main class, without the options for the AOT cache
 * @param folder the folder of the AOT cache
 * @param cache the path of the JVM's AOT cache, which makes starts faster
 */
record ChildJvm(List<String> command, CacheFolder folder, Path cache, boolean cacheable, ChildBootstrap childBootstrap)
        implements ChildPool.Starter {

    private static final Logger log = LoggerFactory.getLogger(ChildJvm.class);
    private static final Duration TRAINING = Duration.ofMinutes(2);
    private static final String REDIRECTED = "exec \"$@\" 3<&0 4>&1 </dev/null >&2";
    private static final String SILENT = REDIRECTED + " 2>/dev/null";

    static ChildJvm of(ChildProperties properties, ChildBootstrap childBootstrap, CacheFolder folder)
            throws IOException, InterruptedException {
        ChildClasspath classes = ChildClasspath.ofThisProcess(folder);
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // method handles have classes generated at each start, which the cache does not contain
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-Dlogback.configurationFile=io/apium/worker/child/logback.xml",
                "--enable-native-access=ALL-UNNAMED"));
        options.addAll(properties.javaOptions());
        Path cache = folder.entry("start", classes.entries(), options.toArray(String[]::new));
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", classes.value(), childBootstrap.main().getName()));
        return new ChildJvm(command, folder, cache, classes.isCacheable(), childBootstrap);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public ChildProcess start() throws IOException {
        return start(REDIRECTED, Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
    }

    private ChildProcess start(String script, List<String> more) throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, "apium-child", java()));
        line.addAll(more);
        line.addAll(command);
        return ChildProcess.start(new ProcessBuilder(line), childBootstrap.setup());
    }

    /**
     * Creates the cache, if it does not exist, by starting a child, calling it once and stopping it: some seconds of
     * CPU time.
     */
    void train() {
        if (!cacheable || Files.exists(cache)) {
            return;
        }
        try {
            Path fresh = folder.fresh();
            Path made = fresh.resolve("cache");
            // the JVM prints many lines while it writes the cache
            ChildProcess child = start(SILENT, List.of("-XX:AOTCacheOutput=" + made));
            try {
                child.ready().get(TRAINING.toNanos(), TimeUnit.NANOSECONDS);
                var _ = child.call(childBootstrap.rehearsal(), ChildProcess.NOBODY, _ -> {})
                        .get(TRAINING.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                var _ = child.close(TRAINING);
            }
            if (Files.exists(made)) {
                CacheFolder.publish(made, cache);
                log.info("child start cache created: {}", cache);
            } else {
                log.warn("child start cache not created: the virtual machine wrote no file; children start slowly");
            }
            FileSystemUtils.deleteRecursively(fresh);
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("child start cache not created; children start slowly", e);
        } catch (InterruptedException e) {
            // the worker is stopping; its next start creates the cache
            Thread.currentThread().interrupt();
        }
    }
}
