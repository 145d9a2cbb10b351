package io.apium.worker.handler;

import io.apium.worker.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Plain jars that bring tasks: all of them behind one class loader, a child of the application's, so that a folder may
 * hold a jar of tasks and the libraries that it needs. Classes are looked at without being loaded until one has a method
 * that is annotated with {@link Task}.
 */
public record TaskJars(ClassLoader loader, List<Class<?>> classes) {

    private static final Logger log = LoggerFactory.getLogger(TaskJars.class);
    private static final String CLASS = ".class";
    private static final String NAME = "apium-tasks";

    /** Of the jars. */
    public List<String> urls() {
        return loader instanceof URLClassLoader own && NAME.equals(own.getName())
                ? Stream.of(own.getURLs()).map(URL::toString).toList()
                : List.of();
    }

    /** Sees what the jars at those URLs hold. */
    public static ClassLoader loader(List<String> urls, ClassLoader parent) {
        URL[] jars = urls.stream().map(url -> url(Path.of(URI.create(url)))).toArray(URL[]::new);
        return urls.isEmpty() ? parent : new URLClassLoader(NAME, jars, parent);
    }

    /**
     * @param paths jars, or folders of jars; a folder without any is one that tasks may yet be put into, as in the images
     * @throws MisconfiguredException when one of them is missing, cannot be read or has jars but no task
     */
    public static TaskJars open(List<String> paths, ClassLoader parent) {
        if (paths.isEmpty()) {
            return new TaskJars(parent, List.of());
        }
        Map<String, List<Path>> jars = new LinkedHashMap<>();
        paths.forEach(path -> jars.put(path, jars(path)));
        URL[] urls =
                jars.values().stream().flatMap(List::stream).map(TaskJars::url).toArray(URL[]::new);
        URLClassLoader loader = new URLClassLoader(NAME, urls, parent);
        List<Class<?>> classes = new ArrayList<>();
        jars.forEach((path, found) -> {
            int before = classes.size();
            found.forEach(jar -> classes.addAll(taskClasses(jar, loader)));
            if (found.isEmpty()) {
                log.info("apium.worker.task-jars: {} has no jar, so it brings no tasks", path);
            } else if (classes.size() == before) {
                throw refused(path, "has no class with a method annotated @Task");
            }
        });
        return new TaskJars(loader, classes);
    }

    private static List<Path> jars(String given) {
        Path path = Path.of(given);
        if (!Files.exists(path)) {
            throw refused(given, "does not exist");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.jar")) {
            List<Path> jars = new ArrayList<>();
            entries.forEach(jars::add);
            Collections.sort(jars);
            return jars;
        } catch (IOException e) {
            throw refused(given, "cannot be read: " + e);
        }
    }

    private static List<Class<?>> taskClasses(Path jar, ClassLoader loader) {
        MetadataReaderFactory metadata = new CachingMetadataReaderFactory(new DefaultResourceLoader(loader));
        try (JarFile file = new JarFile(jar.toFile())) {
            List<Class<?>> classes = new ArrayList<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(CLASS) && hasTasks(entry.getName(), metadata)) {
                    classes.add(loader.loadClass(className(entry.getName())));
                }
            }
            return classes;
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            throw refused(jar.toString(), "cannot be read: " + e);
        }
    }

    private static boolean hasTasks(String entry, MetadataReaderFactory factory) throws IOException {
        if (entry.startsWith("META-INF/") || entry.endsWith("module-info.class")) {
            return false;
        }
        MetadataReader reader = factory.getMetadataReader(className(entry));
        return reader.getClassMetadata().isConcrete()
                && reader.getAnnotationMetadata().hasAnnotatedMethods(Task.class.getName());
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MisconfiguredException refused(String path, String reason) {
        return new MisconfiguredException("apium.worker.task-jars: " + path + " " + reason);
    }
}
