package io.apium.testkit.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * RabbitMQ for tests, without plugins; up in a few seconds.
 *
 * <p>Debian's command changes to the service's user and folders, so the script that it calls in the end is called instead.
 * Told to expect input, that script becomes the server's process instead of standing before it, and a signal reaches the
 * server itself. The name service of Erlang's nodes (epmd) is started beside it on a port of its own: the server would
 * leave one behind.
 */
public final class RabbitServer implements ServerKind {

    private static final RabbitServer RABBIT = new RabbitServer();
    private static final Path INSTALLED = Path.of("/usr/lib/rabbitmq/lib");
    private static final Path NAME_SERVICE = Path.of("/usr/bin/epmd");
    private static final byte[] PROTOCOL = "AMQP\0\0\t\1".getBytes(StandardCharsets.US_ASCII);
    private static final int METHOD_FRAME = 1;

    /** A test machine may be nearly full. */
    private static final String CONFIGURATION = "disk_free_limit.absolute = 1MB\n";

    private static final String NO_PLUGINS = "[].\n";

    private static @Nullable TestServer shared;

    private RabbitServer() {}

    /** One server for the whole JVM, which no test may stop. */
    public static synchronized TestServer shared() {
        if (shared == null) {
            shared = TestServers.find(RABBIT);
        }
        return shared;
    }

    /** A server of the caller's own, started; the caller closes it. */
    public static TestServer started() {
        return TestServers.start(RABBIT);
    }

    @Override
    public String variable() {
        return "APIUM_TEST_BROKER_URL";
    }

    @Override
    public String url(int port) {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    @Override
    public List<Program> programs(Path folder, int port) throws IOException {
        Path script = InstalledServers.newest(INSTALLED, "rabbitmq_server-")
                .map(version -> version.resolve("sbin/rabbitmq-server"))
                .orElse(null);
        Path executable = InstalledServers.require(script, "rabbitmq-server", variable());
        int names = FreePorts.free();

        ProcessBuilder epmd =
                new ProcessBuilder(NAME_SERVICE.toString(), "-address", "127.0.0.1", "-port", Integer.toString(names));
        ProcessBuilder server = new ProcessBuilder(executable.toString(), "-noinput");
        Map<String, String> environment = server.environment();
        environment.keySet().removeIf(name -> name.startsWith("RABBITMQ_"));
        environment.putAll(environment(folder, port, names));
        return List.of(new Program(epmd, () -> FreePorts.isListening(names)), new Program(server, () -> isUp(port)));
    }

    /** Everything that would otherwise be the installed service's, by the names of RabbitMQ's own variables. */
    private static Map<String, String> environment(Path folder, int port, int names) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path configuration = Files.writeString(folder.resolve("rabbitmq.conf"), CONFIGURATION);
        Path plugins = Files.writeString(folder.resolve("enabled_plugins"), NO_PLUGINS);
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(names)),
                Map.entry("RABBITMQ_ALLOW_INPUT", "1"),
                Map.entry("RABBITMQ_CONFIG_FILE", configuration.toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(FreePorts.free())),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_NODENAME", "apium-" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
    }

    @Override
    public GenericContainer<?> container() {
        return new GenericContainer<>(ServerKind.image("APIUM_RABBITMQ_IMAGE", "rabbitmq:4-management"))
                .withEnv("RABBITMQ_ALLOW_INPUT", "1")
                .withCommand("rabbitmq-server", "-noinput")
                .withCopyToContainer(Transferable.of(NO_PLUGINS), "/etc/rabbitmq/enabled_plugins");
    }

    @Override
    public int containerPort() {
        return 5672;
    }

    @Override
    public boolean answers(Socket connection) throws IOException {
        connection.getOutputStream().write(PROTOCOL);
        return connection.getInputStream().read() == METHOD_FRAME;
    }
}
