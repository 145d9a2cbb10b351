package io.apium.bench;

import io.apium.process.TestProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RabbitMQ's own PerfTest, as a process of its own. */
final class RabbitPerfTest {

    private static final Pattern RECEIVED = Pattern.compile("receiving rate avg: (\\d+) msg/s");
    private static final int SECONDS = 10;

    private static final String CLASS_PATH = "bench.perf-test";

    private final String classPath;
    private final String url;
    private final int bytes;

    RabbitPerfTest(String url, int bytes) {
        String given = System.getProperty(CLASS_PATH);
        if (given == null) {
            throw new IllegalStateException("the system property " + CLASS_PATH + " gives PerfTest's class path");
        }
        this.classPath = given;
        this.url = url;
        this.bytes = bytes;
    }

    /** Messages a second that one producer and one consumer move. */
    double rate() throws Exception {
        List<String> output = TestProcess.java(
                        "PerfTest",
                        classPath,
                        "com.rabbitmq.perf.PerfTest",
                        List.of(
                                "--uri", url,
                                "--queue", "bench-raw",
                                "--flag", "persistent",
                                "--auto-delete", "false",
                                "--confirm", "1000",
                                "--qos", "500",
                                "--size", Integer.toString(bytes),
                                "--time", Integer.toString(SECONDS)),
                        Map.of())
                .finish(Duration.ofMinutes(2));
        for (String line : output) {
            Matcher matcher = RECEIVED.matcher(line);
            if (matcher.find()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        throw new IllegalStateException("PerfTest gave no rate:\n" + String.join("\n", output));
    }
}
