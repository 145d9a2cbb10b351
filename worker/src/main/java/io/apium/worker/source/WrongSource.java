package io.apium.worker.source;

/** What a message names is not there, or not what it has to be. Nothing changes that. */
public final class WrongSource extends Exception {

    WrongSource(String message) {
        super(message);
    }
}
