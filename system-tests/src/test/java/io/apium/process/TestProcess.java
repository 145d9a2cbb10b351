package io.apium.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A process that a test starts and ends, and all that it has printed. It does not outlive this JVM. */
public final class TestProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition printed = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean silent;

    private TestProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.startVirtualThread(this::read);
    }

    /**
     * A JVM with the jars of this one's class path, small and quick to start. A worker with a pool of processes has all of
     * the class path: with jars alone it would make a cache for its children, too, in the middle of a test.
     */
    public static TestProcess java(
            String name, Class<?> main, List<String> arguments, Map<String, String> environment) {
        boolean hasChildren = arguments.contains("process");
        String classPath = hasChildren ? System.getProperty("java.class.path") : StartCache.jars();
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                main.getName()));
        if (!hasChildren) {
            command.addAll(1, StartCache.option(command));
        }
        command.addAll(arguments);
        return of(name, command, environment);
    }

    /** A JVM that may take its time to get fast. */
    public static TestProcess java(
            String name, String classPath, String main, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                main));
        command.addAll(arguments);
        return of(name, command, environment);
    }

    /** Whether it runs; one that has ended and was not asked how does not, though it has a number still. */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    public static TestProcess of(String name, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new TestProcess(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started: " + command.getFirst(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a line that contains {@code text}. */
    public String awaitLine(String text) throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            int seen = 0;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (lines.get(seen).contains(text)) {
                        return lines.get(seen);
                    }
                }
                if (silent || left <= 0) {
                    throw new AssertionError(name + " did not print '" + text + "':\n" + output());
                }
                left = printed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    public String output() {
        return "--- " + name + ", process " + pid() + "\n" + String.join("\n", lines());
    }

    public List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** SIGSTOP: the process is paused, and its connections stay open. */
    public void pause() throws Exception {
        signal("STOP");
    }

    public void resume() throws Exception {
        signal("CONT");
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; waits for the end and gives the exit code. */
    public int terminate() throws InterruptedException {
        // the process's own destroy() would also close its output: its last words would be lost, and Celery stumbles
        // over it
        process.toHandle().destroy();
        return exit();
    }

    /** Waits for the end, which comes by itself. */
    public int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end within " + PATIENCE + ":\n" + output());
        }
        return process.exitValue();
    }

    /** Waits for the end for as long as it takes. */
    public void awaitEnd() {
        process.onExit().join();
    }

    /** Waits for the end, which comes by itself, and gives all that was printed. */
    public List<String> finish(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!silent) {
                if (left <= 0) {
                    throw new IllegalStateException(name + " did not end within " + limit + ":\n" + output());
                }
                left = printed.awaitNanos(left);
            }
            return lines();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }

    private void read() {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            add("(its output broke off: " + e.getMessage() + ")");
        } finally {
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            silent = true;
            printed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            printed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
