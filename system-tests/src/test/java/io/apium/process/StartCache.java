package io.apium.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a JVM loads and links as it starts, written down once by a process that ends when it would be ready (JEP 514), for
 * all that start after it: a third of what a start costs. It holds for one class path, of jars alone, for as long as they
 * stay as they are.
 */
final class StartCache {

    /** Names the file; without a name there is none. */
    private static final String FILE = "apium.start.cache";

    private static final Duration MADE_WITHIN = Duration.ofMinutes(3);

    private StartCache() {}

    /** The class path without its folders. */
    static String jars() {
        return String.join(File.pathSeparator, entries().map(Path::toString).toList());
    }

    /**
     * The option that uses it, after it was made if it is not there or older than a jar; no option if no file is configured.
     * One at a time: the lock of the file keeps out other JVMs, and refuses a second thread of this one.
     *
     * @param start of a JVM that loads much of what others will, up to the name of its main class and with it
     */
    static synchronized List<String> option(List<String> start) {
        String name = System.getProperty(FILE);
        if (name == null) {
            return List.of();
        }
        Path cache = Path.of(name);
        try (FileChannel lock = FileChannel.open(
                        cache.resolveSibling(cache.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                // test JVMs side by side: the JVM that waited finds the file
                FileLock _ = lock.lock()) {
            if (!isFresh(cache)) {
                Files.deleteIfExists(cache);
                make(cache, start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(cache + " cannot be made", e);
        } catch (InterruptedException e) {
            // the next JVM makes the file
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + cache + " was made", e);
        }
        return List.of("-XX:AOTCache=" + cache);
    }

    private static void make(Path cache, List<String> start) throws InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(1, List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.addAll(List.of("api", "--port", "0"));
        TestProcess process = TestProcess.of("the start that others profit from", command, Map.of());
        List<String> said = process.finish(MADE_WITHIN);
        if (!Files.exists(cache)) {
            throw new IllegalStateException(cache + " was not made:\n" + String.join("\n", said));
        }
    }

    private static boolean isFresh(Path cache) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(cache);
        for (Path jar : entries().toList()) {
            if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Stream<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile);
    }
}
