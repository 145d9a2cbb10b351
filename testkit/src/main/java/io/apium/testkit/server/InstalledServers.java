package io.apium.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs that are installed here. */
final class InstalledServers {

    private InstalledServers() {}

    /** @return the executable, or an error that says how to come by it */
    static Path require(@Nullable Path executable, String debianPackage, String variable) {
        if (executable != null && Files.isExecutable(executable)) {
            return executable;
        }
        throw new IllegalStateException("these tests need " + debianPackage + ": install it (Debian: apt-get install "
                + debianPackage + "; it need not run as a service), or give the address of a server in " + variable
                + ", or set " + TestServers.KIND + "=containers where there is a container engine");
    }

    /** The last, by name, of the folders whose name begins so. */
    static Optional<Path> newest(Path parent, String prefix) throws IOException {
        if (!Files.isDirectory(parent)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .max(Comparator.naturalOrder());
        }
    }
}
