package io.apium.adapter.redis;

import io.apium.adapter.record.RecordJson;
import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobInputStream;
import io.apium.store.BlobStore;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import io.apium.task.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.params.SetParams;

/** Blobs in pieces, each in a key of its own; the key that makes a blob of them is written last. */
public final class RedisBlobStore implements BlobStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBlobStore.class);
    private static final int PIECE_BYTES = 1 << 20;

    /** The longest time of an upload; the pieces of an aborted one expire after it. */
    private static final Duration UPLOAD = Duration.ofHours(1);

    /** How long the pieces are kept after the blob has expired. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final long MISSING = -2;
    private static final byte[] NOTHING = {};

    private final RedisConnections redis;
    private final InstantSource clock;

    /** The pieces of a blob. */
    private record Stored(String upload, long bytes, int pieceBytes, String type) {

        private static final int PIECE_BYTES_MIN = 1_024;

        /** 16 TiB in pieces of 1 MiB. */
        private static final long PIECES_MAX = 1L << 24;

        Stored {
            if (bytes < 0 || pieceBytes < PIECE_BYTES_MIN || bytes / pieceBytes > PIECES_MAX) {
                throw new IllegalArgumentException(
                        "invalid blob metadata: pieces of " + pieceBytes + " bytes for " + bytes + " bytes");
            }
        }

        List<String> pieces() {
            List<String> keys = new ArrayList<>();
            for (long at = 0; at < bytes; at += pieceBytes) {
                keys.add(RedisKeys.blobPiece(upload, at / pieceBytes));
            }
            return keys;
        }
    }

    public RedisBlobStore(RedisConnections redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Written write(InputStream content, String type, Duration life) throws IOException {
        String upload = TaskId.random().value();
        MessageDigest digest = sha256();
        long bytes = 0;
        boolean isWhole = false;
        try {
            byte[] piece = new byte[PIECE_BYTES];
            int read = content.readNBytes(piece, 0, PIECE_BYTES);
            while (read > 0) {
                put(
                        RedisKeys.blobPiece(upload, bytes / PIECE_BYTES),
                        read < PIECE_BYTES ? Arrays.copyOf(piece, read) : piece);
                digest.update(piece, 0, read);
                bytes += read;
                read = content.readNBytes(piece, 0, PIECE_BYTES);
            }
            isWhole = true;
        } finally {
            if (!isWhole) {
                drop(new Stored(upload, bytes, PIECE_BYTES, type));
            }
        }
        return settle(BlobId.of(digest.digest()), new Stored(upload, bytes, PIECE_BYTES, type), life);
    }

    /**
     * Called when all pieces are written. If this fails half-way, they stay until they expire, since the blob may exist
     * already.
     */
    private Written settle(BlobId id, Stored ours, Duration life) throws IOException {
        if (!extend(ours, life)) {
            throw new IOException("the upload took longer than " + UPLOAD + ": its first pieces have expired");
        }
        String json = RecordJson.write(ours);
        SetParams expiring = SetParams.setParams().px(life.toMillis());
        if (redis.read(client -> client.set(RedisKeys.blob(id), json, expiring.nx())) != null) {
            return new Written(blob(id, ours, life.toMillis()), true);
        }
        Optional<Blob> existing = existing(id, life);
        if (existing.isPresent()) {
            drop(ours);
            return new Written(existing.get(), false);
        }
        // it expired meanwhile, or has lost pieces
        redis.read(client ->
                client.set(RedisKeys.blob(id), json, SetParams.setParams().px(life.toMillis())));
        return new Written(blob(id, ours, life.toMillis()), true);
    }

    /** An unreadable blob is replaced: the same content is being written, and its readers would fail otherwise. */
    private Optional<Blob> existing(BlobId id, Duration life) {
        try {
            return touch(id, life);
        } catch (UnreadableRecordException damaged) {
            String key = RedisKeys.blob(id);
            redis.read(client -> client.rename(key, RedisKeys.unreadable(key)));
            redis.read(client -> client.pexpire(RedisKeys.unreadable(key), life.toMillis()));
            return Optional.empty();
        }
    }

    @Override
    public Optional<Blob> find(BlobId id) {
        Stored stored = stored(id);
        long left = stored == null ? MISSING : redis.read(client -> client.pttl(RedisKeys.blob(id)));
        return stored == null || left < 0 ? Optional.empty() : Optional.of(blob(id, stored, left));
    }

    @Override
    public InputStream read(BlobId id, long from, long bytes) throws BlobGoneException {
        Stored stored = stored(id);
        if (stored == null) {
            throw new BlobGoneException(id, from);
        }
        blob(id, stored, 0).checkPart(from, bytes);
        return new BlobInputStream(from, bytes, (at, most) -> piece(id, stored, at, most));
    }

    private byte[] piece(BlobId id, Stored stored, long at, long most) throws BlobGoneException {
        byte[] key = bytes(RedisKeys.blobPiece(stored.upload(), at / stored.pieceBytes()));
        long begin = at % stored.pieceBytes();
        long length = Math.min(most, stored.pieceBytes() - begin);
        byte[] piece = redis.readable(
                        Kind.BLOB,
                        new String(key, StandardCharsets.UTF_8),
                        client -> client.getrange(key, begin, begin + length - 1))
                .orElse(NOTHING);
        if (piece.length != length) {
            throw new BlobGoneException(id, at);
        }
        return piece;
    }

    @Override
    public Optional<Blob> touch(BlobId id, Duration life) {
        Stored stored = stored(id);
        if (stored == null || !extend(stored, life)) {
            return Optional.empty();
        }
        long left = extend(List.of(RedisKeys.blob(id)), life).getFirst();
        return left < 0 ? Optional.empty() : Optional.of(blob(id, stored, left));
    }

    @Override
    public boolean delete(BlobId id) {
        String key = RedisKeys.blob(id);
        // the pieces of an unreadable blob expire
        Optional<Stored> stored = redis.readable(Kind.BLOB, key, client -> client.get(key))
                .flatMap(json -> redis.unreadable().read(Kind.BLOB, key, () -> RecordJson.read(json, Stored.class)));
        boolean isDeleted = redis.read(client -> client.unlink(key)) > 0;
        stored.ifPresent(this::drop);
        return isDeleted;
    }

    /** Whether all pieces exist, and will for the life of the blob. */
    private boolean extend(Stored stored, Duration life) {
        return !extend(stored.pieces(), life.plus(GRACE)).contains(MISSING);
    }

    private List<Long> extend(List<String> keys, Duration life) {
        List<String> arguments = List.of(Long.toString(life.toMillis()));
        return redis
                .scripts(pipeline -> keys.stream()
                        .map(key -> LuaScript.EXTEND.call(pipeline, List.of(key), arguments))
                        .toList())
                .stream()
                .map(Long.class::cast)
                .toList();
    }

    private void put(String key, byte[] piece) {
        SetParams expiring = SetParams.setParams().px(UPLOAD.toMillis());
        redis.read(client -> client.set(bytes(key), piece, expiring));
    }

    private void drop(Stored stored) {
        String[] keys = stored.pieces().toArray(String[]::new);
        try {
            if (keys.length > 0) {
                redis.read(client -> client.unlink(keys));
            }
        } catch (StoreUnavailableException away) {
            LOG.info("unused blob pieces not deleted, they expire: count={} reason={}", keys.length, away.getMessage());
        }
    }

    private @Nullable Stored stored(BlobId id) {
        String key = RedisKeys.blob(id);
        String json = redis.read(Kind.BLOB, key, client -> client.get(key));
        return json == null
                ? null
                : redis.unreadable().required(Kind.BLOB, key, () -> RecordJson.read(json, Stored.class));
    }

    private Blob blob(BlobId id, Stored stored, long leftMillis) {
        return new Blob(id, stored.bytes(), stored.type(), clock.instant().plusMillis(leftMillis));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
