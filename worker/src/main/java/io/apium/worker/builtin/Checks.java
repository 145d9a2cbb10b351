package io.apium.worker.builtin;

/** What tasks demand of their arguments. */
final class Checks {

    private Checks() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
