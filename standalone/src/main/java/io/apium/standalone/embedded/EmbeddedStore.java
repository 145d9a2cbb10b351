package io.apium.standalone.embedded;

import io.apium.worker.process.ProcessGroup;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis from a binary in this jar: a child process on a free loopback port. It receives SIGTERM when this process
 * ends, even by SIGKILL.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final String PID = "redis.pid";
    private static final String READY = "Ready to accept connections";

    private final ProcessGroup server;
    private final Path folder;
    private final URI uri;

    private EmbeddedStore(ProcessGroup server, Path folder, URI uri) {
        this.server = server;
        this.folder = folder;
        this.uri = uri;
    }

    /**
     * @param data the folder for Redis's append-only file, or null to keep the data in memory
     * @throws StartupException if Redis does not start
     */
    public static EmbeddedStore start(@Nullable Path data, EmbeddedPassword embeddedPassword) {
        EmbeddedStore store = null;
        try {
            if (data != null) {
                awaitPredecessor(data);
            }
            store = launch(freePort(), data, embeddedPassword);
            store.ready().get(START_MAX.toSeconds(), TimeUnit.SECONDS);
            return store;
        } catch (IOException | ExecutionException | TimeoutException e) {
            stop(store);
            throw new StartupException("the embedded store could not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            stop(store);
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while the embedded store was starting", e);
        }
    }

    /** The Redis URL, with the password. */
    public URI uri() {
        return uri;
    }

    /** Stops Redis and deletes its binary and configuration. */
    @Override
    public void close() {
        server.terminate();
        try {
            if (server.exit(STOP_MAX).isEmpty()) {
                log.warn("embedded store did not stop within {} s, killing it", STOP_MAX.toSeconds());
            }
            server.kill();
            FileSystemUtils.deleteRecursively(folder);
        } catch (InterruptedException e) {
            server.kill();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("folder of the embedded store not deleted: {}", e.toString());
        }
    }

    private static void stop(@Nullable EmbeddedStore store) {
        if (store != null) {
            store.close();
        }
    }

    private static EmbeddedStore launch(int port, @Nullable Path data, EmbeddedPassword embeddedPassword)
            throws IOException {
        Path folder = Files.createTempDirectory("apium-store-");
        File server = ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        Path configuration = folder.resolve("redis.conf"); // the command line, unlike a file, is readable by every user
        Files.writeString(
                configuration, configuration(port, data == null ? folder : data, data != null, embeddedPassword));
        ProcessBuilder builder =
                new ProcessBuilder(server.getAbsolutePath(), configuration.toString()).redirectErrorStream(true);
        return new EmbeddedStore(
                ProcessGroup.startServer(builder, folder),
                folder,
                URI.create("redis://:" + embeddedPassword.value() + "@127.0.0.1:" + port + "/0"));
    }

    /**
     * With {@code appendfsync everysec} a killed process loses nothing, since the kernel has the written data; a
     * machine that goes down loses at most the last second. {@code always} would cost a flush to disk for every batch
     * of results and gain little: broker and store run on the same machine.
     */
    private static String configuration(int port, Path folder, boolean durable, EmbeddedPassword embeddedPassword) {
        return """
               bind 127.0.0.1
               port %d
               requirepass %s
               dir "%s"
               save ""
               appendonly %s
               appendfsync everysec
               pidfile "%s/%s"
               """.formatted(port, embeddedPassword.value(), folder, durable ? "yes" : "no", folder, PID);
    }

    /**
     * Waits for the store of a killed process, which ends a moment later: two stores in one folder would damage the
     * data.
     */
    private static void awaitPredecessor(Path data)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Path pid = data.resolve(PID);
        if (Files.exists(pid)) {
            Optional<ProcessHandle> store = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .filter(process -> process.info().command().orElse("").contains("redis-server"));
            if (store.isPresent()) {
                store.get().onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    /**
     * Reads the output of Redis until it exits; the future fails with the last line if Redis exits before it is ready.
     */
    private CompletableFuture<Void> ready() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        AtomicReference<String> last = new AtomicReference<>("no output");
        var _ = server.output()
                .read(() -> {
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(server.output().stream(), StandardCharsets.UTF_8));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        log.debug("{}", line);
                        if (!line.isBlank()) {
                            last.set(line);
                        }
                        if (line.contains(READY)) {
                            ready.complete(null);
                        }
                    }
                })
                .thenRun(() -> ready.completeExceptionally(new IOException(last.get())));
        return ready;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
