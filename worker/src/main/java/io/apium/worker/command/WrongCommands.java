package io.apium.worker.command;

/** A file of commands says what cannot be. The message names the file, the key and what is wrong with it. */
public final class WrongCommands extends RuntimeException {

    WrongCommands(String message) {
        super(message);
    }
}
