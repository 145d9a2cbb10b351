package io.apium.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this one starts and ends. */
final class Child implements AutoCloseable {

    private final Process process;

    private Child(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** A JVM. */
    static Child java(String classPath, String mainClass, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp", classPath, mainClass));
        command.addAll(arguments);
        return of(command, environment);
    }

    static Child of(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** Waits for its end and gives what it printed. */
    List<String> output() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        }
        process.waitFor();
        return lines;
    }

    /** Reads what it prints up to a line that contains {@code text}, and lets the rest run off. */
    void awaitLine(String text) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.add(line);
            if (line.contains(text)) {
                Thread.startVirtualThread(() -> runOff(reader));
                return;
            }
        }
        throw new IllegalStateException("ended before it printed '" + text + "':\n" + String.join("\n", seen));
    }

    /** A process that cannot write what it prints would stop. */
    private static void runOff(BufferedReader reader) {
        try {
            while (reader.readLine() != null) {}
        } catch (IOException ended) {
            // closed with the process: there is nothing more to read
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(15, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
