package io.apium.standalone.demo;

import io.apium.standalone.embedded.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts of a folder, read whole.
 *
 * @param files how many of the folder's files are text: UTF-8 without a NUL
 * @param text all of them one after another, each from the start of a line
 */
record TextCorpus(Path folder, int files, String text) {

    static final int CHUNK_CHARACTERS = 64 * 1024;

    private static final int DEPTH_MAX = 32;

    /** As the partial counts of all chunks meet in one message, the text must not be of any size. */
    private static final int CHARACTERS_MAX = 32 * 1024 * 1024;

    /** @throws StartupException if there is no text in the folder, or too much */
    static TextCorpus read(Path folder) {
        StringBuilder text = new StringBuilder();
        int files = 0;
        try (Stream<Path> paths = Files.walk(folder, DEPTH_MAX, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
                if (Files.size(path) > CHARACTERS_MAX - text.length()) {
                    throw new StartupException(
                            folder + " holds more text than the demo's " + CHARACTERS_MAX + " bytes", null);
                }
                if (append(text, Files.readAllBytes(path))) {
                    files++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StartupException("cannot read the folder " + folder + ": " + e, e);
        }
        if (files == 0) {
            throw new StartupException("there is no text in " + folder, null);
        }
        return new TextCorpus(folder, files, text.toString());
    }

    /** The text in pieces of about {@link #CHUNK_CHARACTERS}, each ending with the line in which it became full. */
    List<String> chunks() {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int full = Math.min(start + CHUNK_CHARACTERS, text.length()) - 1;
            int newline = text.indexOf('\n', full);
            int end = newline < 0 ? text.length() : newline + 1;
            chunks.add(text.substring(start, end));
            start = end;
        }
        return chunks;
    }

    private static boolean append(StringBuilder text, byte[] bytes) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (decoded.isBlank() || decoded.indexOf('\0') >= 0) {
                return false;
            }
            text.append(decoded).append(decoded.endsWith("\n") ? "" : "\n");
            return true;
        } catch (CharacterCodingException _) {
            return false; // not text, which is no error in a folder of all sorts
        }
    }
}
