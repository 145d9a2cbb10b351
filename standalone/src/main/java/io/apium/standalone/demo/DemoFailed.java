package io.apium.standalone.demo;

/** The demo did not show what it is there to show. The message is one line that says what went wrong. */
public final class DemoFailed extends RuntimeException {

    DemoFailed(String message) {
        super(message);
    }
}
