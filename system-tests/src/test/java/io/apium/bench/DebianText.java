package io.apium.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Text that people wrote, as any Debian machine has it, in one file: what is not ASCII became blanks, so that a pattern of
 * Unicode's letters and a {@code tr} of bytes see the same words.
 */
final class DebianText implements AutoCloseable {

    private static final Map<String, Predicate<String>> MATERIAL = new LinkedHashMap<>();

    static {
        MATERIAL.put("/usr/lib/python3", name -> name.endsWith(".py"));
        MATERIAL.put("/usr/share/perl", name -> name.matches(".*\\.(pl|pm|pod)"));
        MATERIAL.put("/usr/share/common-licenses", _ -> true);
        MATERIAL.put("/usr/share/man", name -> name.endsWith(".gz"));
        MATERIAL.put("/usr/share/doc", name -> name.equals("copyright"));
    }

    private static final int MEGABYTES_MAX = 2_000;
    private static final int PIECE_BYTES = 65_536;

    private final Path file;
    private final long limit;
    private final Map<String, Long> bytesOf = new LinkedHashMap<>();
    private long bytes;
    private long round;

    private DebianText(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /**
     * @param megabytes 1 to {@value MEGABYTES_MAX}
     * @throws IllegalStateException when the machine has no such text
     */
    static DebianText of(Path folder, int megabytes) throws IOException {
        if (megabytes < 1 || megabytes > MEGABYTES_MAX) {
            throw new IllegalArgumentException("megabytes are 1 to " + MEGABYTES_MAX + ", got: " + megabytes);
        }
        DebianText text = new DebianText(folder.resolve("corpus.txt"), megabytes * 1_000_000L);
        text.write();
        return text;
    }

    Path file() {
        return file;
    }

    long bytes() {
        return bytes;
    }

    /** What it was made of. */
    String madeOf() {
        String parts = bytesOf.entrySet().stream()
                .map(part -> "%.1f MB of %s".formatted(part.getValue() / 1e6, part.getKey()))
                .collect(Collectors.joining(", "));
        String times = round == 0 || round >= bytes ? "" : ", %.1f times over".formatted((double) bytes / round);
        return parts + times;
    }

    private void write() throws IOException {
        try (OutputStream text = new BufferedOutputStream(Files.newOutputStream(file))) {
            Map<Path, String> sources = sources();
            while (bytes < limit) {
                for (Map.Entry<Path, String> source : sources.entrySet()) {
                    append(source.getKey(), source.getValue(), text);
                }
                if (bytes == 0) {
                    throw new IllegalStateException("no text under any of " + MATERIAL.keySet());
                }
                round = round == 0 ? bytes : round;
            }
        }
    }

    private static Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new LinkedHashMap<>();
        for (Map.Entry<String, Predicate<String>> material : MATERIAL.entrySet()) {
            for (Path path : files(Path.of(material.getKey()))) {
                if (material.getValue().test(path.getFileName().toString())) {
                    sources.put(path, material.getKey());
                }
            }
        }
        return sources;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(Files::isReadable)
                    .sorted()
                    .toList();
        }
    }

    /** As much of a file as the text still needs, and a line end. */
    private void append(Path source, String name, OutputStream text) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream content = opened(source)) {
            int length = content.read(piece);
            while (length > 0 && bytes < limit) {
                int room = (int) Math.min(length, limit - bytes);
                toAscii(piece, room);
                add(text, piece, room, name);
                length = content.read(piece);
            }
        }
        if (bytes < limit) {
            add(text, new byte[] {'\n'}, 1, name);
        }
    }

    private void add(OutputStream text, byte[] piece, int length, String name) throws IOException {
        text.write(piece, 0, length);
        bytes += length;
        bytesOf.merge(name, (long) length, Long::sum);
    }

    private static InputStream opened(Path source) throws IOException {
        InputStream content = Files.newInputStream(source);
        return source.toString().endsWith(".gz") ? new GZIPInputStream(content, PIECE_BYTES) : content;
    }

    private static void toAscii(byte[] piece, int length) {
        for (int i = 0; i < length; i++) {
            if (piece[i] != '\n' && (piece[i] < ' ' || piece[i] > '~')) {
                piece[i] = ' ';
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
