package io.apium.worker.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches executables on the worker's {@code PATH}. */
public final class SearchPath {

    private static final String WHERE_NOT_SAID = "/usr/local/bin:/usr/bin:/bin";

    private SearchPath() {}

    /**
     * @param name without a slash
     * @throws java.nio.file.InvalidPathException if the name or an entry of PATH is not a valid path
     */
    public static Optional<Path> find(String name) {
        String searched = System.getenv().getOrDefault("PATH", WHERE_NOT_SAID);
        return Stream.of(searched.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().resolve(name))
                .filter(SearchPath::isExecutable)
                .findFirst();
    }

    public static boolean isExecutable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
