package io.apium.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardIT {

    @Test
    void a_server_ends_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = Optional.ofNullable(jvm.inputReader().readLine()).orElse("");
            List<String> said = List.of(line.split(" "));
            assertThat(said).as("pid and folder").hasSize(2);
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(said.getFirst())).orElseThrow();
            Path folder = Path.of(said.getLast());
            assertThat(folder).isDirectory();

            jvm.destroyForcibly();

            await().until(() -> !server.isAlive() && !Files.exists(folder));
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** A JVM that starts a server, says where, and would go on forever. */
    static final class Host {

        private Host() {}

        public static void main(String[] arguments) throws Exception {
            ChildServer server = (ChildServer) RedisServer.started();
            System.out.println(server.processes().getLast().pid() + " " + server.folder());
            Thread.currentThread().join();
        }
    }
}
