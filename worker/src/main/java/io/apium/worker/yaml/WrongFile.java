package io.apium.worker.yaml;

/** A file says what cannot be. The message names the file, the key and what is wrong with it. */
public final class WrongFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WrongFile(String message) {
        super(message);
    }
}
