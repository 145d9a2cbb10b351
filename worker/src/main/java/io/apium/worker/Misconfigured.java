package io.apium.worker;

/**
 * The worker cannot start with what it was given. The message says what that was and is all that anybody needs, so it is
 * the innermost: it has no cause.
 */
final class Misconfigured extends RuntimeException {

    Misconfigured(String message) {
        super(message);
    }
}
