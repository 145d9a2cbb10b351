package io.apium.testkit.server;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A server in a container, on a fixed port, so that it can be started again where it was. */
final class ContainerServer implements TestServer {

    private static final Duration START_MAX = Duration.ofMinutes(2);

    /** Whether it answers is asked from here, as with every other server. */
    private static final AbstractWaitStrategy AT_ONCE = new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
    };

    private final ServerKind serverKind;
    private final GenericContainer<?> container;
    private final int port;
    private final ChildServerReaper childServerReaper;
    private boolean paused;

    private ContainerServer(
            ServerKind serverKind, GenericContainer<?> container, int port, ChildServerReaper childServerReaper) {
        this.serverKind = serverKind;
        this.container = container;
        this.port = port;
        this.childServerReaper = childServerReaper;
    }

    static ContainerServer started(ServerKind serverKind) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    TestServers.KIND + "=containers, but no container engine answers: start one, "
                            + "or unset the variable to use the servers that are installed");
        }
        int port = FreePorts.free();
        GenericContainer<?> container = serverKind.container().waitingFor(AT_ONCE);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + serverKind.containerPort()));
        container.start();
        try {
            ContainerServer server = new ContainerServer(
                    serverKind, container, port, ChildServerReaper.over(container.getContainerId()));
            server.awaitUp();
            return server;
        } catch (IOException e) {
            container.stop();
            throw new UncheckedIOException("there is no shell that would remove the container when this JVM ends", e);
        }
    }

    @Override
    public String url() {
        return serverKind.url(port);
    }

    String id() {
        return container.getContainerId();
    }

    @Override
    public void start() {
        docker().startContainerCmd(id()).exec();
        awaitUp();
    }

    @Override
    public void stop() {
        resume();
        docker().stopContainerCmd(id()).exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(id()).exec();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(id()).exec();
        paused = true;
    }

    @Override
    public void resume() {
        if (paused) {
            docker().unpauseContainerCmd(id()).exec();
            paused = false;
        }
    }

    @Override
    public void close() {
        container.stop();
        childServerReaper.dismiss();
    }

    private void awaitUp() {
        Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(50)).until(() -> serverKind.isUp(port));
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
