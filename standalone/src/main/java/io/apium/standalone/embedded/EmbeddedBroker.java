package io.apium.standalone.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Qpid Broker-J in this process: AMQP 0-9-1 on a free loopback port. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final SystemLauncher launcher;
    private final URI uri;

    private EmbeddedBroker(SystemLauncher launcher, URI uri) {
        this.launcher = launcher;
        this.uri = uri;
    }

    /**
     * @param folder for queues and persistent messages, or null to keep them in memory
     * @throws StartupException if it does not start
     */
    public static EmbeddedBroker start(@Nullable Path folder, EmbeddedPassword embeddedPassword) {
        CompletableFuture<SystemConfig<?>> system = new CompletableFuture<>();
        SystemLauncher launcher = new SystemLauncher(new DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> resolved) {
                system.complete(resolved);
            }

            @Override
            public void errorOnStartup(RuntimeException error) {
                system.completeExceptionally(error);
            }
        });
        try {
            launcher.startup(attributes(folder, embeddedPassword));
            return new EmbeddedBroker(
                    launcher,
                    URI.create("amqp://guest:" + embeddedPassword.value() + "@127.0.0.1:" + port(system.join())));
        } catch (Exception e) {
            launcher.shutdown(1);
            throw new StartupException("the embedded broker could not start: " + e.getMessage(), e);
        }
    }

    /** The AMQP URL, with user and password. */
    public URI uri() {
        return uri;
    }

    /** Qpid fails to close while a client connects; its data is then as after a kill of the process. */
    @Override
    public void close() {
        try {
            launcher.shutdown();
        } catch (IllegalStateException e) {
            log.info("embedded broker closed while a client connected: {}", e.getMessage());
        }
    }

    private static Map<String, Object> attributes(@Nullable Path folder, EmbeddedPassword embeddedPassword) {
        Map<String, String> context = new HashMap<>();
        context.put("apium.password", embeddedPassword.value());
        // otherwise any argument that RabbitMQ knows and Qpid does not (x-queue-type, x-max-priority) closes the
        // connection
        context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
        if (folder != null) {
            context.put("apium.folder", folder.toAbsolutePath().toString());
        }
        return Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                resource(folder == null ? "broker-memory.json" : "broker-derby.json"),
                // Qpid's own location has a kind of URL that the JVM cannot resolve in nested jars
                "initialSystemPropertiesLocation",
                resource("broker.properties"),
                "startupLoggedToSystemOut",
                "false",
                "context",
                context);
    }

    private static String resource(String name) {
        return Objects.requireNonNull(EmbeddedBroker.class.getResource(name)).toExternalForm();
    }

    private static int port(SystemConfig<?> system) {
        Broker<?> broker = (Broker<?>) system.getContainer();
        if (broker.getVirtualHostNodes().stream().anyMatch(node -> node.getState() != State.ACTIVE)) {
            throw new IllegalStateException("its message store cannot be opened");
        }
        return broker.getPorts().iterator().next().getBoundPort();
    }
}
