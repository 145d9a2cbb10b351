package io.apium.worker.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines that begin in a range of positions of a text. */
final class LineReader {

    static final int LINE_BYTES_MAX = SourceBounds.LINE_BYTES.intMax();

    private final String name;
    private final int lineBytesMax;

    /** @param name the name of the text, for error messages */
    LineReader(String name, int lineBytesMax) {
        this.name = name;
        this.lineBytesMax = lineBytesMax;
    }

    /** A line and the position of its first byte. */
    record Line(long at, String text) {}

    /**
     * @param text from the byte before {@code from} on, or from the beginning
     * @param from the first position at which a line may begin
     * @param to the position after the last one
     */
    List<Line> lines(InputStream text, long from, long to) throws IOException, InvalidSourceException {
        long before = Math.max(0, from - 1);
        byte[] part = text.readNBytes((int) (to - before));
        int start = from == 0 ? 0 : after(part, 0);
        List<Line> lines = new ArrayList<>();
        while (start < part.length) {
            int end = end(part, start);
            byte[] rest = end == part.length ? rest(text, before + start, end - start) : new byte[0];
            check(before + start, (long) end - start + rest.length);
            lines.add(new Line(before + start, line(part, start, end, rest)));
            start = end + 1;
        }
        return lines;
    }

    /** The rest of the last line, beyond the end of the part. */
    private byte[] rest(InputStream text, long at, int had) throws IOException, InvalidSourceException {
        InputStream buffered = new BufferedInputStream(text, 1 << 16);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int next = buffered.read(); next >= 0 && next != '\n'; next = buffered.read()) {
            rest.write(next);
            check(at, (long) had + rest.size());
        }
        return rest.toByteArray();
    }

    private void check(long at, long length) throws InvalidSourceException {
        if (length > lineBytesMax) {
            throw new InvalidSourceException(
                    "the line at byte " + at + " of " + name + " is longer than " + lineBytesMax + " bytes");
        }
    }

    private static String line(byte[] part, int start, int end, byte[] rest) {
        if (rest.length == 0) {
            int cut = end > start && part[end - 1] == '\r' ? end - 1 : end;
            return new String(part, start, cut - start, StandardCharsets.UTF_8);
        }
        byte[] whole = new byte[end - start + rest.length];
        System.arraycopy(part, start, whole, 0, end - start);
        System.arraycopy(rest, 0, whole, end - start, rest.length);
        return line(whole, 0, whole.length, new byte[0]);
    }

    private static int end(byte[] part, int from) {
        int end = from;
        while (end < part.length && part[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int after(byte[] part, int from) {
        return end(part, from) + 1;
    }
}
