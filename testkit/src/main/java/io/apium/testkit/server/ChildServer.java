package io.apium.testkit.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.apium.testkit.server.ServerKind.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An installed server as a child process, with the programs that it needs beside it. */
final class ChildServer implements TestServer {

    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final int LOG_LINES_SHOWN = 30;

    private final ServerKind serverKind;
    private final Path folder;
    private final int port;

    /** Those that run; the server is the last of them. */
    private final List<Process> children = new ArrayList<>();

    private @Nullable ChildServerReaper childServerReaper;

    private ChildServer(ServerKind serverKind, Path folder, int port) {
        this.serverKind = serverKind;
        this.folder = folder;
        this.port = port;
    }

    static ChildServer started(ServerKind serverKind) {
        try {
            ChildServer server =
                    new ChildServer(serverKind, Files.createTempDirectory("apium-test-server-"), FreePorts.free());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return serverKind.url(port);
    }

    /** The server process and its reaper. */
    List<ProcessHandle> processes() {
        return children.stream().map(Process::toHandle).toList();
    }

    Path folder() {
        return folder;
    }

    @Override
    public synchronized void start() {
        if (!children.isEmpty()) {
            throw new IllegalStateException("the server at " + url() + " is running");
        }
        try {
            for (Program program : serverKind.programs(folder, port)) {
                launch(program);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        resume();
        server().destroy();
        awaitEnd();
    }

    @Override
    public synchronized void kill() {
        server().destroyForcibly();
        awaitEnd();
    }

    @Override
    public void pause() {
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    @Override
    public synchronized void close() {
        if (!children.isEmpty()) {
            kill();
        }
        deleteFolder();
    }

    private void launch(Program program) throws IOException {
        Path log = folder.resolve("output.log");
        Process child = program.command()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        children.add(child);
        ChildServerReaper before = childServerReaper;
        childServerReaper = ChildServerReaper.over(children, folder);
        if (before != null) {
            before.dismiss();
        }
        Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!child.isAlive()) {
                throw new IllegalStateException(program.command().command() + " ended with " + child.exitValue()
                        + " instead of starting; it said:\n" + tail(log));
            }
            return program.isUp().getAsBoolean();
        });
    }

    /** The reaper ends after the server. */
    private void awaitEnd() {
        awaitEnd(children.removeLast());
        for (Process beside : children) {
            beside.destroyForcibly();
            awaitEnd(beside);
        }
        children.clear();
        if (childServerReaper != null) {
            childServerReaper.dismiss();
            childServerReaper = null;
        }
    }

    private static void awaitEnd(Process child) {
        Awaitility.await().atMost(STOP_MAX).pollInterval(Duration.ofMillis(10)).until(() -> !child.isAlive());
    }

    private Process server() {
        if (children.isEmpty()) {
            throw new IllegalStateException("the server at " + url() + " is not running");
        }
        return children.getLast();
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server().pid())).start();
            if (!kill.waitFor(STOP_MAX.toSeconds(), SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to the server at " + url());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name, e);
        }
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the test server's folder is not deleted: " + folder, e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
