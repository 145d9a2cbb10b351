package io.apium.api.blob;

import io.apium.store.BlobStore.Blob;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A stored blob as the response to its upload describes it. */
@Schema(description = "A stored blob")
public record BlobView(
        @Schema(
                description = "sha256: and the SHA-256 of the content",
                example = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        String id,

        @Schema(description = "the size of the content, in bytes")
        long bytes,

        @Schema(description = "the media type of its first upload", example = "text/plain")
        String type,

        @Schema(description = "the time at which it expires")
        Instant expiresAt) {

    static BlobView of(Blob blob) {
        return new BlobView(blob.id().value(), blob.bytes(), blob.type(), blob.expires());
    }
}
