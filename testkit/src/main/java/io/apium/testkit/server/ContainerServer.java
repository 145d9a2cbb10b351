package io.apium.testkit.server;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A server in a container, on a fixed port, so that it can be started again where it was. */
final class ContainerServer implements Server {

    private static final Duration START_MAX = Duration.ofMinutes(2);

    private final Software software;
    private final GenericContainer<?> container;
    private final int port;

    private ContainerServer(Software software, GenericContainer<?> container, int port) {
        this.software = software;
        this.container = container;
        this.port = port;
    }

    static ContainerServer started(Software software) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(Servers.KIND + "=containers, but no container engine answers: start one, "
                    + "or unset the variable to use the servers that are installed");
        }
        int port = Ports.free();
        GenericContainer<?> container = software.container();
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + software.containerPort()));
        container.start();
        ContainerServer server = new ContainerServer(software, container, port);
        server.awaitUp();
        return server;
    }

    @Override
    public String url() {
        return software.url(port);
    }

    @Override
    public void start() {
        docker().startContainerCmd(container.getContainerId()).exec();
        awaitUp();
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    private void awaitUp() {
        Awaitility.await().atMost(START_MAX).pollInterval(Duration.ofMillis(50)).until(() -> software.isUp(port));
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
