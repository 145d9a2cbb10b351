package io.apium.worker.child;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.springframework.util.StringUtils;

/**
 * The class path of this process, for a child JVM. An executable Spring Boot jar, which contains other jars, is
 * extracted once per cache folder.
 *
 * @param value the value of the java option {@code -cp}
 * @param entries all class path entries
 */
public record ChildClasspath(String value, List<Path> entries) {

    private static final long UNPACK_SECONDS = 60;

    /** @throws IOException if the jar cannot be extracted */
    public static ChildClasspath ofThisProcess(CacheFolder folder) throws IOException, InterruptedException {
        String given = System.getProperty("java.class.path", "");
        Path only = Path.of(given.contains(File.pathSeparator) ? "" : given);
        String value = holdsJars(only) ? unpacked(only, folder).toString() : given;
        List<Path> entries = new ArrayList<>();
        for (String entry : StringUtils.tokenizeToStringArray(value, File.pathSeparator)) {
            add(Path.of(entry), entries);
        }
        return new ChildClasspath(value, List.copyOf(entries));
    }

    /**
     * Whether the JVM can cache the classes. It can only cache classes from jars, because classes in folders can
     * change.
     */
    boolean isCacheable() {
        return entries.stream().noneMatch(Files::isDirectory);
    }

    private static void add(Path entry, List<Path> entries) throws IOException {
        entries.add(entry);
        if (!Files.isRegularFile(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                for (String further : StringUtils.tokenizeToStringArray(more, " ")) {
                    entries.add(Path.of(entry.toUri().resolve(further)));
                }
            }
        }
    }

    private static boolean holdsJars(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry("BOOT-INF/classes/") != null;
        }
    }

    private static Path unpacked(Path jar, CacheFolder folder) throws IOException, InterruptedException {
        Path name = jar.getFileName();
        Path target = folder.entry("classes", List.of(jar));
        if (!Files.isDirectory(target)) {
            Path fresh = folder.fresh();
            Process unpacking = new ProcessBuilder(
                            ChildJvm.java(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            fresh.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(unpacking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!unpacking.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS) || unpacking.exitValue() != 0) {
                unpacking.destroyForcibly();
                throw new IOException(jar + " cannot be extracted to " + fresh + ": " + said.strip());
            }
            CacheFolder.publish(fresh, target);
        }
        return target.resolve(name);
    }
}
