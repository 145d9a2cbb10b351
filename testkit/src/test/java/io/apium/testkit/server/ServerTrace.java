package io.apium.testkit.server;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** What a server has on this machine, and is to take with it. */
sealed interface ServerTrace {

    boolean isGone();

    record OfProcesses(List<ProcessHandle> all, Path folder) implements ServerTrace {

        @Override
        public boolean isGone() {
            return all.stream().noneMatch(ProcessHandle::isAlive) && !Files.exists(folder);
        }
    }

    record OfContainer(String id) implements ServerTrace {

        @Override
        public boolean isGone() {
            try {
                DockerClientFactory.instance().client().inspectContainerCmd(id).exec();
                return false;
            } catch (NotFoundException gone) {
                return true;
            }
        }
    }

    static ServerTrace of(TestServer server) {
        return switch (server) {
            case ChildServer child -> {
                List<ProcessHandle> all = child.processes().stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .toList();
                yield new OfProcesses(all, child.folder());
            }
            case ContainerServer container -> new OfContainer(container.id());
            case ExternalServer given -> throw new IllegalStateException(given.url() + " was not started here");
        };
    }

    /** For another JVM. */
    default String written() {
        return switch (this) {
            case OfProcesses(List<ProcessHandle> all, Path folder) ->
                "process " + all.getLast().pid() + " " + folder;
            case OfContainer(String id) -> "container " + id;
        };
    }

    static ServerTrace read(String line) {
        String[] words = line.split(" ", -1);
        return words[0].equals("container")
                ? new OfContainer(words[1])
                : new OfProcesses(
                        List.of(ProcessHandle.of(Long.parseLong(words[1])).orElseThrow()), Path.of(words[2]));
    }
}
