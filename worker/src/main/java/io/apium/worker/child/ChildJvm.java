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
 * How a child is started: with this process's java and classes. Its frames go through descriptors 3 and 4; its stdin is
 * empty, and its stdout is where its stderr is, so that whatever prints there is heard and disturbs nothing.
 *
 * @param command without what concerns the cache
 * @param folder where the cache is, or will be
 * @param cache of what the virtual machine knows after a start, so that the next one is quick
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
                // what is called through method handles has classes made for it at each start, which no cache keeps
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
     * Makes the cache, if there is none, by starting a child, calling it once and ending it: some seconds of work for the
     * machine.
     */
    void train() {
        if (!cacheable || Files.exists(cache)) {
            return;
        }
        try {
            Path fresh = folder.fresh();
            Path made = fresh.resolve("cache");
            // the virtual machine tells what it does in many words
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
                log.info("children start quickly from now on, with {}", cache);
            } else {
                log.warn("children go on starting slowly: the virtual machine has made no cache");
            }
            FileSystemUtils.deleteRecursively(fresh);
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("children go on starting slowly", e);
        } catch (InterruptedException e) {
            // the worker stops: the next one will make it
            Thread.currentThread().interrupt();
        }
    }
}
