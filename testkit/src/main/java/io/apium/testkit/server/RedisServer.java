package io.apium.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Redis for tests. It writes every command to a file before it answers, so that a killed one comes back with its data. */
public final class RedisServer implements ServerKind {

    private static final RedisServer REDIS = new RedisServer();
    private static final Path EXECUTABLE = Path.of("/usr/bin/redis-server");

    private static @Nullable TestServer shared;

    private RedisServer() {}

    /** One server for the whole JVM, which no test may stop. */
    public static synchronized TestServer shared() {
        if (shared == null) {
            shared = TestServers.find(REDIS);
        }
        return shared;
    }

    /** A server of the caller's own, started; the caller closes it. */
    public static TestServer started() {
        return TestServers.start(REDIS);
    }

    @Override
    public String variable() {
        return "APIUM_TEST_REDIS_URL";
    }

    @Override
    public String url(int port) {
        return "redis://127.0.0.1:" + port + "/0";
    }

    @Override
    public List<Program> programs(Path folder, int port) {
        InstalledServers.require(EXECUTABLE, "redis-server", variable());
        ProcessBuilder command = new ProcessBuilder(
                EXECUTABLE.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes");
        return List.of(new Program(command, () -> isUp(port)));
    }

    @Override
    public GenericContainer<?> container() {
        return new GenericContainer<>(ServerKind.image("APIUM_REDIS_IMAGE", "redis:8"))
                .withCommand("redis-server", "--save", "", "--appendonly", "yes");
    }

    @Override
    public int containerPort() {
        return 6379;
    }

    @Override
    public boolean answers(Socket connection) throws IOException {
        connection.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        return "+PONG".equals(answer.readLine());
    }
}
