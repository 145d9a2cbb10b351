package io.apium.api.problem;

/** An answer that has begun and cannot be ended: the server breaks the connection, so that nobody takes it for whole. */
public final class CutShort extends RuntimeException {

    public CutShort(Exception cause) {
        super("an answer was cut short: " + cause.getMessage(), cause);
    }
}
