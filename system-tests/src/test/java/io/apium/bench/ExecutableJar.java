package io.apium.bench;

import io.apium.process.TestProcess;
import java.util.Map;
import java.util.stream.Stream;

/** The executable jar, started as users start it. */
final class ExecutableJar {

    private static final String KEY = "bench.jar";

    private ExecutableJar() {}

    /**
     * @param servers the environment
     * @param arguments the subcommand first
     * @throws IllegalStateException if the system property {@code bench.jar} does not name the jar
     */
    static TestProcess start(Map<String, String> servers, String... arguments) {
        String jar = System.getProperty(KEY);
        if (jar == null) {
            throw new IllegalStateException("the system property " + KEY + " names the executable jar");
        }
        Stream<String> java = Stream.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar);
        return TestProcess.of(
                String.join(" ", arguments),
                Stream.concat(java, Stream.of(arguments)).toList(),
                servers);
    }
}
