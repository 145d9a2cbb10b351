package io.apium.api.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A response body: a view as JSON, with its ETag. */
public final class ViewRepresentation {

    private static final int TAG_BYTES = 15;

    private final byte[] json;

    private ViewRepresentation(byte[] json) {
        this.json = json;
    }

    public static ViewRepresentation of(Object view) {
        return new ViewRepresentation(ApiJson.write(view));
    }

    /**
     * The response to a read. Its strong entity tag is computed from its bytes, so that it changes exactly when the
     * bytes do; Spring compares it with If-None-Match, and answers 304 if they are equal.
     */
    public ResponseEntity<byte[]> found(ResponseEntity.BodyBuilder answer) {
        return described(answer).eTag(tag()).body(json);
    }

    /** The response to a request that changes something. */
    public ResponseEntity<byte[]> accepted(ResponseEntity.BodyBuilder answer) {
        return described(answer).body(json);
    }

    public static ResponseEntity.BodyBuilder ok() {
        return ResponseEntity.status(HttpStatus.OK);
    }

    private static ResponseEntity.BodyBuilder described(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.noStore()).contentType(MediaType.APPLICATION_JSON);
    }

    public String tag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return "\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES)) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
