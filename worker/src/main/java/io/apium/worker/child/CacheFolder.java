package io.apium.worker.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A folder for what is made once for many starts. Whoever may write to it may say what children run, so it is nobody
 * else's; where that cannot be had, it is a new one, for as long as this process lives.
 *
 * @param own whether it ends with this process
 */
public record CacheFolder(Path path, boolean own) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);
    private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("----w--w-");

    /** @throws IOException when there is no place at all */
    public static CacheFolder open(@Nullable Path asked) throws IOException {
        Path path = asked == null ? ofTheUser() : asked;
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(MINE));
            check(path);
            return new CacheFolder(path, false);
        } catch (IOException | UnsupportedOperationException e) {
            Path fresh = Files.createTempDirectory("apium-children-");
            log.warn(
                    "{} cannot be used to keep what makes children start quickly ({}); {} is, until the end",
                    path,
                    e,
                    fresh);
            return new CacheFolder(fresh, true);
        }
    }

    private static Path ofTheUser() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches = given == null || given.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(given);
        return caches.resolve("apium");
    }

    private static void check(Path path) throws IOException {
        if (!Files.isWritable(path)) {
            throw new IOException("it cannot be written to");
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (granted.stream().anyMatch(OTHERS::contains)) {
            throw new IOException("others may write to it");
        }
    }

    /** A name that is another when any of the files is. */
    public Path entry(String kind, List<Path> files, String... more) throws IOException {
        MessageDigest digest = sha256();
        digest.update(System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
        for (Path file : files) {
            String state = Files.exists(file)
                    ? Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
                    : "";
            digest.update((file + " " + state + "\n").getBytes(StandardCharsets.UTF_8));
        }
        digest.update(String.join("\n", more).getBytes(StandardCharsets.UTF_8));
        return path.resolve(kind + "-" + HexFormat.of().formatHex(digest.digest(), 0, 10));
    }

    /** A new folder, to make an entry in. */
    public Path fresh() throws IOException {
        return Files.createTempDirectory(path, "fresh-");
    }

    /** Whole or not at all; whoever was first has made it for all. */
    public static void publish(Path made, Path entry) throws IOException {
        try {
            Files.move(made, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileSystemUtils.deleteRecursively(made);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (own) {
            try {
                FileSystemUtils.deleteRecursively(path);
            } catch (IOException e) {
                log.warn("{} is left behind", path, e);
            }
        }
    }
}
