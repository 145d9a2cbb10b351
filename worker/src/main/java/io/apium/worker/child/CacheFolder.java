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
 * A folder for files that are created once and used by many child processes. Anyone who can write to it controls what
 * children run, so only this user may; if that cannot be ensured, a temporary folder of this process is used instead.
 *
 * @param own whether the folder is deleted when this process ends
 */
public record CacheFolder(Path path, boolean own) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);
    private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("----w--w-");

    /** @throws IOException if no folder can be created */
    public static CacheFolder open(@Nullable Path asked) throws IOException {
        Path path = asked == null ? ofTheUser() : asked;
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(MINE));
            check(path);
            return new CacheFolder(path, false);
        } catch (IOException | UnsupportedOperationException e) {
            Path fresh = Files.createTempDirectory("apium-children-");
            log.warn("child cache folder {} cannot be used ({}), using {} until this process ends", path, e, fresh);
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
            throw new IOException("it is not writable");
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (granted.stream().anyMatch(OTHERS::contains)) {
            throw new IOException("other users can write to it");
        }
    }

    /**
     * The path of an entry. Its name contains a hash of the JVM version, the path, size and modification time of each
     * file, and {@code more}.
     */
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

    /** Creates a temporary folder in which an entry is prepared. */
    public Path fresh() throws IOException {
        return Files.createTempDirectory(path, "fresh-");
    }

    /**
     * Moves a prepared entry to its path atomically. If another process has created the entry before, the prepared one
     * is deleted.
     */
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
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    @Override
    public void close() {
        if (own) {
            try {
                FileSystemUtils.deleteRecursively(path);
            } catch (IOException e) {
                log.warn("child cache folder not deleted: {}", path, e);
            }
        }
    }
}
