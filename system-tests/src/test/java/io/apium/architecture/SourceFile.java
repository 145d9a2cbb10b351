package io.apium.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text file of the house.
 *
 * @param path from the top of the house, with slashes
 */
record SourceFile(String path, List<String> lines) {

    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".apium", ".idea", "sins", "golden", "LICENSE");
    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "yml", "yaml", "properties", "py", "sh", "lua", "json", "config", "apium");

    /** Every text file under the top of the house, which is the first folder upwards that has all the rooms. */
    static List<SourceFile> all() {
        Path top = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(top.resolve("system-tests"))) {
            top = top.getParent();
        }
        Path house = top;
        try (Stream<Path> files = Files.walk(house)) {
            return files.filter(file -> isOurs(house.relativize(file)))
                    .filter(Files::isRegularFile)
                    .map(file -> read(house, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the house's files could not be listed", e);
        }
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String text() {
        return String.join("\n", lines);
    }

    private static boolean isOurs(Path path) {
        for (Path name : path) {
            if (NOT_OURS.contains(name.toString())) {
                return false;
            }
        }
        String name = path.getFileName().toString();
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static SourceFile read(Path house, Path file) {
        try {
            return new SourceFile(house.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read as text", e);
        }
    }
}
