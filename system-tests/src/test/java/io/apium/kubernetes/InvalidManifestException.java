package io.apium.kubernetes;

import java.io.Serial;

/** A document says what Kubernetes would not understand. */
final class InvalidManifestException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidManifestException(String message) {
        super(message);
    }
}
