package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that lost one of its threads to an OutOfMemoryError would look alive: it ends, unless it runs handlers. */
@Timeout(120)
class OutOfMemoryIT {

    private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";
    private static final int SURVIVED = 42;

    /** A JVM that loses a thread, and says so if it lives on. */
    static final class Hungry {

        private Hungry() {}

        static void main() throws InterruptedException {
            CountDownLatch died = new CountDownLatch(1);
            Thread.ofPlatform().name("apium-redis-writer").start(() -> {
                List<long[]> kept = new ArrayList<>();
                try {
                    while (kept.size() < Integer.MAX_VALUE) {
                        kept.add(new long[100_000]);
                    }
                } finally {
                    kept.clear();
                    died.countDown();
                }
            });
            died.await();
            System.exit(SURVIVED);
        }
    }

    @ParameterizedTest
    @CsvSource({"api, 3", "scheduler, 3", "worker, 42", "gpu-worker, 42"})
    void a_service_without_handlers_ends_when_a_thread_of_its_is_out_of_memory(String service, int status)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        JavaOptions.of(service).stream()
                .filter(option -> !option.startsWith("-XX:AOTCache"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx32m", "-cp", System.getProperty("java.class.path"), Hungry.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_script_starts_them_so_too() {
        String script = Deploy.text("apium");
        int flag = script.indexOf(FLAG);

        assertThat(script.substring(0, flag)).endsWith("  api | scheduler)\n    jvm=(");
        assertThat(script.indexOf(FLAG, flag + 1)).isNegative();
    }
}
