package io.apium.api.body;

/** How much memory a request takes while it is read, planned and written into messages, as far as that can be said before. */
final class BodyCost {

    /** The body, the text of its strings, the messages, and the copies while each of them grows. Measured: 5 to 7. */
    private static final int PER_BYTE = 8;

    /** A value as a node, as what a task is given, and as a part of lists. Measured: 90 to 140. */
    private static final int PER_VALUE = 150;

    private static final int PER_REQUEST = 4 << 10;

    private BodyCost() {}

    static long of(long bytes) {
        return PER_REQUEST + bytes * PER_BYTE;
    }

    /** Counts what begins or separates values, outside of strings. What is no JSON costs too much here, and is refused soon. */
    static long of(byte[] body) {
        long values = 1;
        boolean isString = false;
        for (int i = 0; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> isString = !isString;
                case '\\' -> i++;
                case '[', '{', ',', ':' -> values += isString ? 0 : 1;
                default -> {}
            }
        }
        return of(body.length) + values * PER_VALUE;
    }
}
