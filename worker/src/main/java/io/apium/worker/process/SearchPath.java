package io.apium.worker.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The worker's {@code PATH}, by which executables are found. */
public final class SearchPath {

    private static final String WHERE_NOT_SAID = "/usr/local/bin:/usr/bin:/bin";

    private SearchPath() {}

    /**
     * @param name without a slash
     * @throws java.nio.file.InvalidPathException when it, or an entry of the path, cannot be one
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
