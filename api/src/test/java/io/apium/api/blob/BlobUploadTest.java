package io.apium.api.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.api.error.ApiException;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlobUploadTest {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @Test
    void the_end_may_be_read_more_than_once() throws Exception {
        try (BlobUpload upload = upload(CONTENT)) {
            assertThat(upload.readNBytes(100)).isEqualTo(CONTENT);
            assertThat(upload.readNBytes(100)).isEmpty();
            assertThat(upload.read()).isEqualTo(-1);
        }
    }

    @Test
    void content_with_another_digest_fails_at_its_end() throws Exception {
        try (BlobUpload upload = upload("another".getBytes(UTF_8))) {
            assertThatExceptionOfType(ApiException.class).isThrownBy(() -> upload.readNBytes(100));
        }
    }

    private static BlobUpload upload(byte[] expected) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(expected);
        return new BlobUpload(new ByteArrayInputStream(CONTENT), 100, List.of(digest));
    }
}
