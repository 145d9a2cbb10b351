package io.apium.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChildServerReaperIT {

    private static final String SAYS = "I have ";

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
            ServerTrace server = ServerTrace.read(said(jvm));
            assertThat(server.isGone()).isFalse();

            jvm.destroyForcibly();

            await().until(server::isGone);
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** The line that its host means us to read. */
    private static String said(Process jvm) {
        return jvm.inputReader()
                .lines()
                .filter(line -> line.startsWith(SAYS))
                .map(line -> line.substring(SAYS.length()))
                .findFirst()
                .orElseThrow();
    }

    /** A JVM that starts a server, says where, and would go on forever. */
    static final class Host {

        private Host() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(SAYS + ServerTrace.of(RedisServer.started()).written());
            Thread.currentThread().join();
        }
    }
}
