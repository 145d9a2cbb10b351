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
final class ContainerServer implements Server {

    private static final Duration START_MAX = Duration.ofMinutes(2);

    /** Whether it answers is asked from here, as with every other server. */
    private static final AbstractWaitStrategy AT_ONCE = new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
    };

    private final Software software;
    private final GenericContainer<?> container;
    private final int port;
    private final Guard guard;
    private boolean paused;

    private ContainerServer(Software software, GenericContainer<?> container, int port, Guard guard) {
        this.software = software;
        this.container = container;
        this.port = port;
        this.guard = guard;
    }

    static ContainerServer started(Software software) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(Servers.KIND + "=containers, but no container engine answers: start one, "
                    + "or unset the variable to use the servers that are installed");
        }
        int port = Ports.free();
        GenericContainer<?> container = software.container().waitingFor(AT_ONCE);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + software.containerPort()));
        container.start();
        try {
            ContainerServer server =
                    new ContainerServer(software, container, port, Guard.over(container.getContainerId()));
            server.awaitUp();
            return server;
        } catch (IOException e) {
            container.stop();
            throw new UncheckedIOException("there is no shell that would remove the container when this JVM ends", e);
        }
    }

    @Override
    public String url() {
        return software.url(port);
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
        guard.dismiss();
    }

    private void awaitUp() {
        Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(50)).until(() -> software.isUp(port));
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
