package io.apium.worker.builtin;

/** Validates the arguments of built-in tasks. */
final class ArgumentChecks {

    private ArgumentChecks() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
