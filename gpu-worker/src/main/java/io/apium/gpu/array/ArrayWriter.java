package io.apium.gpu.array;

import io.apium.store.BlobStore;
import io.apium.store.StoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes arrays as JSON.
 *
 * @param life how long the store keeps a result that is written as a blob
 */
public record ArrayWriter(BlobStore blobs, Duration life) {

    private static final int VALUES_MAX = 4096;
    private static final int BASE64_BYTES_MAX = 512 << 10;
    private static final String TYPE = "application/octet-stream";

    /** The form of an array in JSON. */
    public enum Form {
        /** A list of numbers in row-major order. */
        VALUES,
        /** The bytes, little-endian, as base64. */
        BASE64,
        /** The bytes, little-endian, as a blob in the store. */
        BLOB;

        /** @return empty if no form has this name */
        public static Optional<Form> named(String name) {
            return Arrays.stream(values())
                    .filter(form -> form.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The outputs of a work as maps, lists, numbers and texts. A single finite number is written as a number; NaN and
     * the infinities, which JSON does not have, are written as bytes.
     *
     * @param asked the form, or empty if the size decides
     * @throws StoreUnavailableException if a blob cannot be written; the work can be repeated
     */
    public Map<String, Object> write(Map<String, NumericArray> outputs, Optional<Form> asked) {
        Map<String, Object> written = new LinkedHashMap<>();
        outputs.forEach((name, array) -> written.put(name, write(array, asked)));
        return written;
    }

    private Object write(NumericArray array, Optional<Form> asked) {
        boolean finite = finite(array);
        if (array.shape().isEmpty() && finite) {
            return array.get(0);
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("dtype", array.elementType().toString());
        written.put("shape", array.shape());
        Form form = asked.filter(one -> one != Form.VALUES || finite).orElseGet(() -> suited(array, finite));
        written.put(
                form.toString(),
                switch (form) {
                    case VALUES -> values(array);
                    case BASE64 -> Base64.getEncoder().encodeToString(bytes(array));
                    case BLOB -> blob(array);
                });
        return written;
    }

    private static Form suited(NumericArray array, boolean finite) {
        if (array.size() <= VALUES_MAX && finite) {
            return Form.VALUES;
        }
        return array.bytes().remaining() <= BASE64_BYTES_MAX ? Form.BASE64 : Form.BLOB;
    }

    private static boolean finite(NumericArray array) {
        if (array.elementType().isFloating()) {
            for (int i = 0; i < array.size(); i++) {
                if (!Double.isFinite(array.get(i).doubleValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Number> values(NumericArray array) {
        List<Number> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(array.get(i));
        }
        return values;
    }

    private static byte[] bytes(NumericArray array) {
        ByteBuffer content = array.bytes();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private String blob(NumericArray array) {
        try {
            return blobs.write(new ByteArrayInputStream(bytes(array)), TYPE, life)
                    .blob()
                    .id()
                    .value();
        } catch (IOException e) {
            throw new StoreUnavailableException("the result cannot be written as a blob", e);
        }
    }
}
