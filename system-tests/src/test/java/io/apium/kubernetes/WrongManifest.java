package io.apium.kubernetes;

import java.io.Serial;

/** A document says what Kubernetes would not understand. */
final class WrongManifest extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    WrongManifest(String message) {
        super(message);
    }
}
