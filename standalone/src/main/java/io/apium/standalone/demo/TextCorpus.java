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
 * The texts of a folder.
 *
 * @param files the number of text files: UTF-8 without NUL
 * @param text their concatenated content, each file starting on a new line
 */
record TextCorpus(Path folder, int files, String text) {

    static final int CHUNK_CHARACTERS = 64 * 1024;

    private static final int DEPTH_MAX = 32;

    /** The partial counts of all chunks must fit into one message, which limits the text. */
    private static final int CHARACTERS_MAX = 32 * 1024 * 1024;

    /** @throws StartupException if the folder has no text, or too much */
    static TextCorpus read(Path folder) {
        StringBuilder text = new StringBuilder();
        int files = 0;
        try (Stream<Path> paths = Files.walk(folder, DEPTH_MAX, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
                if (Files.size(path) > CHARACTERS_MAX - text.length()) {
                    throw new StartupException(
                            folder + " has more text than the demo's limit of " + CHARACTERS_MAX + " bytes", null);
                }
                if (append(text, Files.readAllBytes(path))) {
                    files++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StartupException("cannot read the folder " + folder + ": " + e, e);
        }
        if (files == 0) {
            throw new StartupException(folder + " has no text files", null);
        }
        return new TextCorpus(folder, files, text.toString());
    }

    /** The text in chunks of about {@link #CHUNK_CHARACTERS}, each ending with a complete line. */
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
            return false; // not text
        }
    }
}
