package io.apium.gpu.device.queue;

import io.apium.gpu.device.DeviceInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Driver binaries on disk, so that the next host need not build the programs again. Drivers abort on truncated files,
 * so each file has a header that is checked first: {@code APIUMCL1}, the length of the binary in eight bytes, and the
 * SHA-256 of the binary.
 */
public final class ProgramCache {

    private static final Logger log = LoggerFactory.getLogger(ProgramCache.class);
    private static final byte[] MAGIC = "APIUMCL1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private static final int HEADER_BYTES = 48;
    private static final String SUFFIX = ".bin";

    private final Path folder;
    private final long bytesMax;

    /**
     * @param folder the folder of one device and driver version; no other user may write to it
     * @param bytesMax the maximal total size of the files; the oldest files are deleted first
     */
    public ProgramCache(Path folder, long bytesMax) {
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    /** The cache of one device and driver version, since no other device or version can use its binaries. */
    public static ProgramCache of(Path cache, DeviceInfo device, long bytesMax) {
        String print = device.name() + "\n" + device.driver();
        return new ProgramCache(
                cache.resolve("programs")
                        .resolve(HexFormat.of().formatHex(digest(print.getBytes(StandardCharsets.UTF_8)), 0, 10)),
                bytesMax);
    }

    /** @return empty if there is no intact file */
    public Optional<ByteBuffer> get(String key) {
        Path file = file(key);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            Optional<ByteBuffer> content = checked(all);
            if (content.isEmpty()) {
                log.warn("program cache file {} has another checksum; the program is built again", file);
                delete(key);
            }
            return content;
        } catch (IOException e) {
            log.warn("program cache file {} cannot be read; the program is built again", file, e);
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> checked(byte[] all) {
        if (all.length <= HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(all);
        byte[] magic = new byte[MAGIC.length];
        file.get(magic);
        long length = file.getLong();
        byte[] digest = new byte[DIGEST_BYTES];
        file.get(digest);
        boolean isWhole = MessageDigest.isEqual(magic, MAGIC)
                && length == file.remaining()
                && MessageDigest.isEqual(digest, digest(file.duplicate()));
        return isWhole ? Optional.of(file.slice()) : Optional.empty();
    }

    /** Writes the file atomically. If that fails, the program is built again next time. */
    public void put(String key, ByteBuffer content) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "fresh-", "");
            ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + content.remaining())
                    .put(MAGIC)
                    .putLong(content.remaining())
                    .put(digest(content.duplicate()))
                    .put(content.duplicate());
            Files.write(fresh, file.array());
            Files.move(fresh, file(key), StandardCopyOption.ATOMIC_MOVE);
            makeRoom();
        } catch (IOException e) {
            log.warn("gpu: program not cached folder={}", folder, e);
        }
    }

    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            log.warn("gpu: program cache entry not deleted file={}", file(key), e);
        }
    }

    private void makeRoom() throws IOException {
        List<Path> oldestFirst = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(oldestFirst::add);
        }
        long bytes = 0;
        for (Path file : oldestFirst) {
            bytes += Files.size(file);
        }
        oldestFirst.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (Path file : oldestFirst) {
            if (bytes <= bytesMax) {
                return;
            }
            bytes -= Files.size(file);
            Files.delete(file);
        }
    }

    public Path file(String key) {
        return folder.resolve(key + SUFFIX);
    }

    private static byte[] digest(byte[] content) {
        return digest(ByteBuffer.wrap(content));
    }

    private static byte[] digest(ByteBuffer content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }
}
