package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars from sources, with the compiler that runs the tests. */
public final class JarOf {

    private JarOf() {}

    /**
     * Compiles against the tests' class path and whatever lies beside the jar.
     *
     * @param options for the compiler
     */
    public static Path sources(Path folder, Path jar, String... options) throws IOException {
        Path classes = Files.createTempDirectory(jar.getParent(), "classes");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", beside(jar) + System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).as("status of javac, which says above what is wrong").isZero();
        return classes(classes, jar);
    }

    private static String beside(Path jar) throws IOException {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> file + File.pathSeparator)
                    .collect(Collectors.joining());
        }
    }

    public static Path source(String name, String text, Path jar, String... options) throws IOException {
        Path folder = Files.createTempDirectory(jar.getParent(), "sources");
        Files.writeString(folder.resolve(name + ".java"), text);
        return sources(folder, jar, options);
    }

    private static Path classes(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }
}
