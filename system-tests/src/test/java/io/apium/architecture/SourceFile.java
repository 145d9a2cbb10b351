package io.apium.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text file of the repository.
 *
 * @param path relative to the root of the repository, with slashes
 */
record SourceFile(String path, List<String> lines) {

    private static final Set<String> EXCLUDED =
            Set.of("target", ".git", ".apium", ".idea", "violations", "golden", "LICENSE");
    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "yml", "yaml", "properties", "py", "sh", "lua", "json", "config", "apium");

    /** Every text file below the root of the repository, which is the nearest parent folder with the module system-tests. */
    static List<SourceFile> all() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("system-tests"))) {
            folder = folder.getParent();
        }
        Path root = folder;
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> isIncluded(root.relativize(file)))
                    .filter(Files::isRegularFile)
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + root + " could not be listed", e);
        }
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** Whether this is a class of main code in a module, testkit included; the example project in docs is not. */
    boolean isMainClass() {
        return isMainCode() && !isPackageInfo();
    }

    boolean isMainCode() {
        return isJava() && path.contains("src/main/java/") && !path.startsWith("docs/");
    }

    /** Whether this is a page for readers: all of {@code docs} and the pages at the root of the repository. */
    boolean isDocument() {
        return path.endsWith(".md") && (path.startsWith("docs/") || !path.contains("/"));
    }

    /** The top-level folder, which is the name of a module for code. */
    String module() {
        return path.substring(0, Math.max(0, path.indexOf('/')));
    }

    /** The qualified name of the class of a Java file below {@code src/main/java} or {@code src/test/java}. */
    String className() {
        return path.replaceFirst(".*/src/(main|test)/java/", "")
                .replace(".java", "")
                .replace('/', '.');
    }

    String simpleName() {
        return className().substring(className().lastIndexOf('.') + 1);
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String text() {
        return String.join("\n", lines);
    }

    private static boolean isIncluded(Path path) {
        for (Path name : path) {
            if (EXCLUDED.contains(name.toString())) {
                return false;
            }
        }
        String name = path.getFileName().toString();
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(root.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read as text", e);
        }
    }
}
