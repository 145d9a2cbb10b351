package io.apium.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes a jar of Java sources, as a user's build would. */
final class TaskJar {

    private TaskJar() {}

    /**
     * @param sources a folder with sources in the folders of their packages
     * @param folder for the classes and the jar
     */
    static Path of(Path sources, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-parameters",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-proc:none");
            var units = files.getJavaFileObjectsFromPaths(all(sources, ".java"));
            if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
                throw new AssertionError(sources + " does not compile:\n" + complaints);
            }
        }
        return packed(classes, folder.resolve("tasks.jar"));
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path type : all(classes, ".class")) {
                out.putNextEntry(new JarEntry(classes.relativize(type).toString()));
                Files.copy(type, out);
            }
        }
        return jar;
    }

    private static List<Path> all(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
