package io.apium.standalone.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/** A Redis, brought along in our jar, as a child process on a free loopback port. It never outlives this process. */
public final class EmbeddedStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final long START_SECONDS_MAX = 120;
    private static final long PREDECESSOR_SECONDS_MAX = 30;
    private static final String PID = "redis.pid";
    private static final String READY = "Ready to accept connections";

    private final Process guard;
    private final URI uri;

    private EmbeddedStore(Process guard, URI uri) {
        this.guard = guard;
        this.uri = uri;
    }

    /**
     * @param data where everything written is kept, or null to keep it in memory
     * @throws StartupException if it does not come up
     */
    public static EmbeddedStore start(@Nullable Path data, EmbeddedPassword embeddedPassword) {
        Process guard = null;
        try {
            if (data != null) {
                awaitPredecessor(data);
            }
            int port = freePort();
            guard = launch(port, data, embeddedPassword);
            watch(guard).get(START_SECONDS_MAX, TimeUnit.SECONDS);
            return new EmbeddedStore(
                    guard, URI.create("redis://:" + embeddedPassword.value() + "@127.0.0.1:" + port + "/0"));
        } catch (IOException | ExecutionException | TimeoutException e) {
            stop(guard);
            throw new StartupException("the embedded store could not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            stop(guard);
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while the embedded store was starting", e);
        }
    }

    /** Where clients connect to, with password. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        stop(guard);
    }

    private static Process launch(int port, @Nullable Path data, EmbeddedPassword embeddedPassword) throws IOException {
        Path folder = Files.createTempDirectory("apium-store-");
        File server = ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        Path configuration = folder.resolve("redis.conf"); // a file, since everybody may read a command line
        Files.writeString(
                configuration, configuration(port, data == null ? folder : data, data != null, embeddedPassword));
        Path guard = folder.resolve("store-guard.sh");
        Files.write(guard, script());
        return new ProcessBuilder(
                        "bash", guard.toString(), folder.toString(), server.getPath(), configuration.toString())
                .redirectErrorStream(true)
                .start();
    }

    /**
     * With {@code appendfsync everysec} nothing that was written is lost when a process is killed, since the kernel has it;
     * the last second may be when the machine goes down. What {@code always} costs, a flush to disk for every batch of
     * results, buys little here: broker and store share that machine.
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

    /** The store of a process that was killed ends a moment after it; two of them would spoil the folder. */
    private static void awaitPredecessor(Path data)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Path pid = data.resolve(PID);
        if (Files.exists(pid)) {
            Optional<ProcessHandle> store = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .filter(process -> process.info().command().orElse("").contains("redis-server"));
            if (store.isPresent()) {
                store.get().onExit().get(PREDECESSOR_SECONDS_MAX, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads what the server says, to its end. */
    private static CompletableFuture<Void> watch(Process guard) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        // not a virtual thread: one that reads a pipe keeps its carrier, of which there may be one only
        Thread.ofPlatform().daemon().name("embedded-store").start(() -> {
            String last = "it said nothing";
            try (BufferedReader lines = guard.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    log.debug("{}", line);
                    last = line.isBlank() ? last : line;
                    if (line.contains(READY)) {
                        ready.complete(null);
                    }
                }
            } catch (IOException e) {
                last = e.toString(); // the pipe is broken, and so is the process behind it
            }
            ready.completeExceptionally(new IOException(last));
        });
        return ready;
    }

    /** The guard ends the server when its input closes, and then itself. */
    private static void stop(@Nullable Process guard) {
        if (guard == null) {
            return;
        }
        try {
            guard.getOutputStream().close();
            guard.onExit().join();
        } catch (IOException e) {
            log.warn("the embedded store goes on until this process ends: {}", e.toString());
        }
    }

    private static byte[] script() throws IOException {
        try (InputStream script = EmbeddedStore.class.getResourceAsStream("store-guard.sh")) {
            return Objects.requireNonNull(script).readAllBytes();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
