package io.apium.worker.builtin;

/** What tasks demand of their arguments. */
final class ArgumentChecks {

    private ArgumentChecks() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
