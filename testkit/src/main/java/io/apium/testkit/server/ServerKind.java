package io.apium.testkit.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** One kind of server: how it is had, and how it answers. */
interface ServerKind {

    /** The environment variable that may hold the address of a server. */
    String variable();

    /** Where clients connect to when it listens on that port of the loopback interface. */
    String url(int port);

    /**
     * The programs to start, one after another, the server itself last.
     *
     * @param folder for all its files
     * @param port for clients
     * @throws IllegalStateException when it is not installed; the message says how to
     */
    List<Program> programs(Path folder, int port) throws IOException;

    /** The server as a container, not started. */
    GenericContainer<?> container();

    /** The image that the variable names, which is the one of docker-compose.yml, or otherwise this. */
    static DockerImageName image(String variable, String otherwise) {
        return DockerImageName.parse(
                Optional.ofNullable(System.getenv(variable)).orElse(otherwise));
    }

    /** The port that it listens on inside its container. */
    int containerPort();

    /** Asks the server for a sign of life. */
    boolean answers(Socket connection) throws IOException;

    /** Whether a server on that port of the loopback interface is ready for clients. */
    default boolean isUp(int port) {
        try (Socket socket = FreePorts.connect(port)) {
            return answers(socket);
        } catch (IOException e) {
            return false; // no listener yet
        }
    }

    /**
     * A process to start.
     *
     * @param isUp asked again and again until it says so; the next program is started only then
     */
    record Program(ProcessBuilder command, BooleanSupplier isUp) {}
}
