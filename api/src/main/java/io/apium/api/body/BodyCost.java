package io.apium.api.body;

/** Estimates how much memory a request takes while it is read, planned and written into messages. */
final class BodyCost {

    /**
     * Bytes of memory for each byte of a body: the body, the text of its strings, the messages, and copies while they
     * grow. Measured: 5 to 7.
     */
    private static final int PER_BYTE = 8;

    /**
     * Bytes of memory for a part of the JSON, as a tree and as arguments of a task: a list, an object with its tables,
     * a member, and the value after a comma. Measured: 50 for a list, 200 for an object, 65 for a string.
     */
    private static final int PER_LIST = 120;

    private static final int PER_OBJECT = 300;
    private static final int PER_MEMBER = 100;
    private static final int PER_COMMA = 64;

    private static final int PER_REQUEST = 4 << 10;

    private BodyCost() {}

    static long of(long bytes) {
        return PER_REQUEST + bytes * PER_BYTE;
    }

    /**
     * Counts the characters that begin or separate values, outside of strings. A body that is not JSON is rejected
     * later.
     */
    static long of(byte[] body) {
        long cost = of(body.length);
        boolean isString = false;
        for (int i = 0; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> isString = !isString;
                case '\\' -> i++;
                case '[' -> cost += isString ? 0 : PER_LIST;
                case '{' -> cost += isString ? 0 : PER_OBJECT;
                case ':' -> cost += isString ? 0 : PER_MEMBER;
                case ',' -> cost += isString ? 0 : PER_COMMA;
                default -> {}
            }
        }
        return cost;
    }
}
