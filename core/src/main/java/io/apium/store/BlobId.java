package io.apium.store;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a blob, derived from its content: {@code sha256:} and the 64 hexadecimal digits of its SHA-256. */
public record BlobId(String value) {

    private static final String REFERENCE = "blob:";
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    public BlobId {
        if (!FORM.matcher(value).matches()) {
            String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
            throw new IllegalArgumentException(
                    "a blob id must be " + PREFIX + " and 64 digits from 0 to f, got: '" + shown + "'");
        }
    }

    /** The blob that {@code text} refers to ({@code blob:} and its name), or empty. */
    public static Optional<BlobId> referred(String text) {
        boolean refers = text.startsWith(REFERENCE)
                && FORM.matcher(text.substring(REFERENCE.length())).matches();
        return refers ? Optional.of(new BlobId(text.substring(REFERENCE.length()))) : Optional.empty();
    }

    /** The text that refers to its content in arguments, results and flows. */
    public String reference() {
        return REFERENCE + value;
    }

    /** @param digest the SHA-256 of the content, 32 bytes */
    public static BlobId of(byte[] digest) {
        return new BlobId(PREFIX + HexFormat.of().formatHex(digest));
    }

    /** The SHA-256 of the content, 32 bytes. */
    public byte[] digest() {
        return HexFormat.of().parseHex(value, PREFIX.length(), value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
