package io.apium.testkit.memory;

import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobInputStream;
import io.apium.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Blobs, whole and in memory: for small ones. */
public final class MemoryBlobStore implements BlobStore {

    private static final int PIECE_BYTES = 64 << 10;
    private static final byte[] NOTHING = {};

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<BlobId, Blob> blobs = new HashMap<>();
    private final Map<BlobId, byte[]> contents = new HashMap<>();

    MemoryBlobStore(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public Written write(InputStream content, String type, Duration life) throws IOException {
        outageSwitch.now(() -> life);
        byte[] whole = content.readAllBytes();
        BlobId id = BlobId.of(digest(whole));
        return outageSwitch.now(() -> {
            Optional<Blob> standing = touch(id, life);
            if (standing.isPresent()) {
                return new Written(standing.get(), false);
            }
            Blob blob = new Blob(id, whole.length, type, clock.instant().plus(life));
            blobs.put(id, blob);
            contents.put(id, whole);
            return new Written(blob, true);
        });
    }

    @Override
    public Optional<Blob> find(BlobId id) {
        return outageSwitch.now(() -> Optional.ofNullable(blobs.get(id))
                .filter(blob -> clock.instant().isBefore(blob.expires())));
    }

    @Override
    public InputStream read(BlobId id, long from, long bytes) throws BlobGoneException {
        find(id).orElseThrow(() -> new BlobGoneException(id, from)).checkPart(from, bytes);
        return new BlobInputStream(from, bytes, (at, most) -> {
            byte[] content = outageSwitch
                    .now(() -> find(id).map(_ -> contents.getOrDefault(id, NOTHING)))
                    .orElseThrow(() -> new BlobGoneException(id, at));
            return Arrays.copyOfRange(content, (int) at, (int) (at + Math.min(most, PIECE_BYTES)));
        });
    }

    @Override
    public Optional<Blob> touch(BlobId id, Duration life) {
        return outageSwitch.now(() -> find(id).map(blob -> {
            Instant until = clock.instant().plus(life);
            Instant later = until.isAfter(blob.expires()) ? until : blob.expires();
            Blob extended = new Blob(id, blob.bytes(), blob.type(), later);
            blobs.put(id, extended);
            return extended;
        }));
    }

    @Override
    public boolean delete(BlobId id) {
        return outageSwitch.now(() -> {
            boolean wasThere = find(id).isPresent();
            blobs.remove(id);
            contents.remove(id);
            return wasThere;
        });
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
