package io.apium.adapter.redis;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.store.BlobStore;
import io.apium.store.BlobStore.Written;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/** A process that carries a large blob to Redis and back, and prints what it saw. */
final class Carrier {

    private static final byte[] LINE = "fifteen letters\n".getBytes(StandardCharsets.US_ASCII);

    private Carrier() {}

    static void main(String[] args) throws Exception {
        long bytes = Long.parseLong(args[1]);
        try (RedisConnections redis = new RedisConnections(new RedisProperties(args[0], Duration.ofHours(1)))) {
            BlobStore blobs = new RedisBlobStore(redis, InstantSource.system());
            Written written = blobs.write(lines(bytes), "text/plain", Duration.ofMinutes(5));
            try (InputStream whole = blobs.read(written.blob().id(), 0, bytes);
                    InputStream part = blobs.read(written.blob().id(), bytes - LINE.length, LINE.length)) {
                System.out.println("read " + whole.transferTo(OutputStream.nullOutputStream()));
                System.out.println("last " + new String(part.readAllBytes(), StandardCharsets.US_ASCII).strip());
            }
            System.out.println("deleted " + blobs.delete(written.blob().id()));
        }
    }

    private static InputStream lines(long bytes) {
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                return position == bytes ? -1 : LINE[(int) (position++ % LINE.length)];
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int given = (int) Math.min(length, bytes - position);
                for (int i = 0; i < given; i++) {
                    target[offset + i] = LINE[(int) ((position + i) % LINE.length)];
                }
                position += given;
                return given == 0 && length > 0 ? -1 : given;
            }
        };
    }
}
