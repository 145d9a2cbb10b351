package io.apium.api.config;

import io.apium.net.BindAddress;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the server listens and whom it hears.
 *
 * @param address the interface to listen on; any but the loopback address needs a token
 * @param port 0 to 65535; 0 for any free one
 * @param token what clients send as {@code Authorization: Bearer ...}; none when null
 * @param bodyBytesMax the longest body that is read, 1 byte to 1 GB
 * @param blobBytesMax the largest blob that is kept, 1 byte to 16 GB
 * @param blobExpires how long blobs are kept, at least a second; as long as results unless it is said
 */
@ConfigurationProperties("apium.api")
public record ApiProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8080") int port,
        @Nullable String token,
        @DefaultValue("32MB") DataSize bodyBytesMax,
        @DefaultValue("1GB") DataSize blobBytesMax,
        @DefaultValue("PT24H") Duration blobExpires) {

    private static final String KEYS = "apium.api";
    private static final DataSize BLOB_BYTES_MOST = DataSize.ofGigabytes(16);

    public ApiProperties {
        token = token == null || token.isBlank() ? null : token;
        BindAddress.at(KEYS, address, port, token);
        if (bodyBytesMax.toBytes() < 1 || bodyBytesMax.toGigabytes() > 1) {
            throw new IllegalArgumentException("apium.api.body-bytes-max is 1B to 1GB, got: " + bodyBytesMax);
        }
        if (blobBytesMax.toBytes() < 1 || blobBytesMax.compareTo(BLOB_BYTES_MOST) > 0) {
            throw new IllegalArgumentException("apium.api.blob-bytes-max is 1B to 16GB, got: " + blobBytesMax);
        }
        if (blobExpires.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("apium.api.blob-expires is at least PT1S, got: " + blobExpires);
        }
    }

    public InetAddress inetAddress() {
        return BindAddress.at(KEYS, address, port, token);
    }

    /** Without the token, which must not come into a log. */
    @Override
    public String toString() {
        return "ApiProperties[address=" + address + ", port=" + port + ", token=" + (token == null ? "none" : "set")
                + ", bodyBytesMax=" + bodyBytesMax + ", blobBytesMax=" + blobBytesMax + ", blobExpires=" + blobExpires
                + "]";
    }
}
