package io.apium.api.config;

import io.apium.net.BindAddress;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys {@code apium.api.*} of the HTTP server.
 *
 * @param address the address to bind to; every address but a loopback address requires a token
 * @param port the port, 0 to 65,535; 0 takes a free port
 * @param token the token that clients send as {@code Authorization: Bearer TOKEN}; unset: no token
 * @param maxBodySize the longest request body, 1B to 1GB
 * @param maxBlobSize the largest blob, 1B to 16GB
 * @param blobExpires how long blobs are stored, at least a second; by default as long as results,
 *     {@code apium.redis.result-expires}
 */
@ConfigurationProperties("apium.api")
public record ApiProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8080") int port,
        @Nullable String token,
        @DefaultValue("32MB") DataSize maxBodySize,
        @DefaultValue("1GB") DataSize maxBlobSize,
        @Nullable Duration blobExpires) {

    private static final String KEYS = "apium.api";
    private static final DataSize BLOB_SIZE_MAX = DataSize.ofGigabytes(16);

    public ApiProperties {
        token = token == null || token.isBlank() ? null : token;
        BindAddress.at(KEYS, address, port, token);
        if (maxBodySize.toBytes() < 1 || maxBodySize.toGigabytes() > 1) {
            throw new IllegalArgumentException("apium.api.max-body-size must be 1B to 1GB, got: " + maxBodySize);
        }
        if (maxBlobSize.toBytes() < 1 || maxBlobSize.compareTo(BLOB_SIZE_MAX) > 0) {
            throw new IllegalArgumentException("apium.api.max-blob-size must be 1B to 16GB, got: " + maxBlobSize);
        }
        if (blobExpires != null && blobExpires.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("apium.api.blob-expires must be at least PT1S, got: " + blobExpires);
        }
    }

    public InetAddress inetAddress() {
        return BindAddress.at(KEYS, address, port, token);
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "ApiProperties[address=" + address + ", port=" + port + ", token=" + (token == null ? "none" : "set")
                + ", maxBodySize=" + maxBodySize + ", maxBlobSize=" + maxBlobSize + ", blobExpires=" + blobExpires
                + "]";
    }
}
