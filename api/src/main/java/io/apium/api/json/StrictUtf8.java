package io.apium.api.json;

/** Checks that bytes are UTF-8 as RFC 3629 defines it, in its shortest form and without surrogates. */
final class StrictUtf8 {

    private StrictUtf8() {}

    /**
     * The position of the first byte that is not UTF-8 text, counted from {@code offset}, or -1. A byte 0 is not text
     * either: JSON never contains one, and UTF-16 and UTF-32 always do.
     */
    static int invalidAt(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int size = bytes[at] > 0 ? 1 : sequence(bytes, at, end);
            if (size == 0) {
                return at - offset;
            }
            at += size;
        }
        return -1;
    }

    /** The length of the sequence at {@code at}, or 0 when it is invalid. */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int size = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) == 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
        if (size == 0 || at + size > end) {
            return 0;
        }
        int code = lead & (0x7f >> size);
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
            code = (code << 6) | (bytes[at + i] & 0x3f);
        }
        boolean isShortest = size == 2 || (size == 3 ? code >= 0x800 : (code >= 0x10000 && code <= 0x10ffff));
        return isShortest && (code < 0xd800 || code > 0xdfff) ? size : 0;
    }
}
