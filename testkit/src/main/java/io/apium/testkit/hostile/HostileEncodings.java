package io.apium.testkit.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Task messages whose bytes are not what their properties say. */
final class HostileEncodings {

    private static final String BODY =
            "[[1,2],{},{\"callbacks\":null,\"errbacks\":null,\"chain\":null,\"chord\":null}]";
    private static final int EXPANDED = 64 << 20;

    private HostileEncodings() {}

    static HostileKinds<AmqpMessage> all() {
        HostileKinds<AmqpMessage> all = HostileKinds.<AmqpMessage>none()
                .with("content type missing", random -> good(random).withContent(null, null))
                .with("expiration of no time", random -> good(random).withExpiration("0"))
                .with("priority 255", random -> good(random).withPriority(255))
                .with("body that is not UTF-8", random -> bytes(random, (byte) 0xC0, (byte) 0x80, (byte) 0xFF))
                .with("body in UTF-16", random -> in(random, StandardCharsets.UTF_16))
                .with(
                        "body in UTF-16 as utf-16",
                        random -> in(random, StandardCharsets.UTF_16).withContent("application/json", "utf-16"))
                .with("body in UTF-32", random -> in(random, Charset.forName("UTF-32")))
                .with("body of zeros", random -> AmqpMessage.of(HeaderTables.good(random), new byte[1_000]));
        for (String type : new String[] {
            "application/x-python-serialize",
            "application/x-yaml",
            "application/x-msgpack",
            "application/data",
            "text/plain",
            "application/json; charset=latin1",
            "APPLICATION/JSON",
            "\u001b[2J",
            ""
        }) {
            all = all.with(
                    "content type '" + type.replace("\u001b", "ESC") + "'",
                    random -> good(random).withContent(type, "binary"));
        }
        return all.with(compressed());
    }

    private static HostileKinds<AmqpMessage> compressed() {
        HostileKinds<AmqpMessage> all = HostileKinds.none();
        for (String compression : new String[] {
            "application/x-gzip", "application/x-bz2", "application/x-lzma", "application/x-brotli", "zip", ""
        }) {
            all = all.with(
                    "compression '" + compression + "' of a plain body",
                    random -> AmqpMessage.of(HeaderTables.good(random).with("compression", compression), BODY));
        }
        return all.with(
                        "compressed body cut off",
                        random -> packed(random, Arrays.copyOf(deflated(BODY.getBytes(StandardCharsets.UTF_8)), 20)))
                .with("compressed body", random -> packed(random, deflated(BODY.getBytes(StandardCharsets.UTF_8))))
                .with("compressed body of 64 MB", random -> packed(random, deflated(new byte[EXPANDED])))
                .with("compressed body of blanks", random -> packed(random, deflated(blanks())));
    }

    private static AmqpMessage good(SplittableRandom random) {
        return AmqpMessage.of(HeaderTables.good(random), BODY);
    }

    private static AmqpMessage in(SplittableRandom random, Charset charset) {
        return AmqpMessage.of(HeaderTables.good(random), BODY.getBytes(charset));
    }

    private static AmqpMessage bytes(SplittableRandom random, byte... odd) {
        AmqpBytes body = new AmqpBytes()
                .raw("[[1,\"".getBytes(StandardCharsets.UTF_8))
                .raw(odd)
                .raw("\"],{},{}]".getBytes(StandardCharsets.UTF_8));
        return AmqpMessage.of(HeaderTables.good(random), body.bytes());
    }

    private static AmqpMessage packed(SplittableRandom random, byte[] body) {
        return AmqpMessage.of(HeaderTables.good(random).with("compression", "application/x-gzip"), body);
    }

    private static byte[] blanks() {
        byte[] blanks = new byte[EXPANDED / 4];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    /** What kombu calls gzip. */
    private static byte[] deflated(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
