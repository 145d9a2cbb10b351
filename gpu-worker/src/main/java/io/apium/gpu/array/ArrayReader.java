package io.apium.gpu.array;

import io.apium.gpu.GpuBounds;
import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays of what tasks say in JSON.
 *
 * @param blobBytesMax how much one array may take of a blob
 */
public record ArrayReader(BlobStore blobs, long blobBytesMax) {

    private static final int BASE64_BYTES_MAX = GpuBounds.ARRAY_BASE64.intMax();
    private static final Set<String> MEMBERS = Set.of("dtype", "shape", "values", "base64", "blob", "offset");

    public ArrayReader {
        if (blobBytesMax < 1 || blobBytesMax > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an array of a blob may have 1 to " + Integer.MAX_VALUE + " bytes, got: " + blobBytesMax);
        }
    }

    /**
     * @param value a list of numbers or of lists, a map that has values, base64 or a blob, the text
     *     {@code blob:sha256:…}, or what a task came to, whose {@code out} is one of these
     * @throws BlobGoneException when the blob is not there, or not any more
     * @throws StoreUnavailableException when nobody knows whether it is
     */
    public Array read(@Nullable Object value, Dtype dtype) throws InvalidArrayException, BlobGoneException {
        return switch (value) {
            case List<?> list -> values(list, Optional.empty(), dtype);
            case Map<?, ?> map
            when map.containsKey("out") && !(map.get("out") instanceof Number) -> {
                Object out = map.get("out");
                if (out instanceof Map<?, ?> inner && inner.containsKey("out")) {
                    throw new InvalidArrayException("has an 'out' within an 'out'");
                }
                yield read(out, dtype);
            }
            case Map<?, ?> map -> described(map, dtype);
            case String text -> blob(text, Optional.empty(), 0, dtype);
            case null, default ->
                throw new InvalidArrayException("is a list of numbers, an object with values, base64 or blob, or"
                        + " \"blob:sha256:…\"; got: " + Numbers.shown(value));
        };
    }

    /** A single number, or what a task came to that is one. */
    public static Array number(@Nullable Object value, Dtype dtype) throws InvalidArrayException {
        Object number = value instanceof Map<?, ?> map && map.containsKey("value") ? map.get("value") : value;
        return Array.number(dtype, Numbers.of(number, dtype));
    }

    private Array described(Map<?, ?> map, Dtype dtype) throws InvalidArrayException, BlobGoneException {
        for (Object member : map.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new InvalidArrayException("has no member " + Numbers.shown(member) + "; there are "
                        + String.join(", ", new TreeSet<>(MEMBERS)));
            }
        }
        Object said = map.get("dtype");
        if (said != null && !said.equals(dtype.toString())) {
            throw new InvalidArrayException("is of " + Numbers.shown(said) + ", and the task asks for " + dtype);
        }
        Optional<List<Integer>> shape = map.get("shape") == null ? Optional.empty() : Optional.of(shape(map, dtype));
        List<String> forms = List.of("values", "base64", "blob").stream()
                .filter(form -> map.get(form) != null)
                .toList();
        if (forms.size() != 1) {
            throw new InvalidArrayException("has one of values, base64 and blob; got: " + forms);
        }
        if (map.get("offset") != null && !forms.contains("blob")) {
            throw new InvalidArrayException("has an offset, which only a blob has");
        }
        return switch (map.get(forms.getFirst())) {
            case List<?> list when forms.contains("values") -> values(list, shape, dtype);
            case String text when forms.contains("base64") -> base64(text, shape, dtype);
            case String text when forms.contains("blob") -> blob(text, shape, offset(map), dtype);
            case null, default ->
                throw new InvalidArrayException(
                        forms.contains("values")
                                ? "has values that are no list"
                                : "has a " + forms.getFirst() + " that is no text");
        };
    }

    private static List<Integer> shape(Map<?, ?> map, Dtype dtype) throws InvalidArrayException {
        if (!(map.get("shape") instanceof List<?> lengths)) {
            throw new InvalidArrayException("has a shape that is no list: " + Numbers.shown(map.get("shape")));
        }
        List<Integer> shape = new ArrayList<>();
        for (Object length : lengths) {
            if (!(length instanceof Integer whole)) {
                throw new InvalidArrayException(
                        "has " + Numbers.shown(length) + " in its shape, where lengths are to be");
            }
            shape.add(whole);
        }
        try {
            if (shape.size() > Array.DIMENSIONS_MAX || Array.elements(shape) > Integer.MAX_VALUE / dtype.bytes()) {
                throw new InvalidArrayException("has a shape of " + shape + ", and there are up to "
                        + Array.DIMENSIONS_MAX + " dimensions and 2 GiB");
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidArrayException("has a shape of " + shape + ": " + e.getMessage());
        }
        return shape;
    }

    private static long offset(Map<?, ?> map) throws InvalidArrayException {
        return switch (map.get("offset")) {
            case null -> 0;
            case Integer whole -> whole;
            case Long whole -> whole;
            default -> throw new InvalidArrayException("has an offset that is no count of bytes");
        };
    }

    private static Array values(List<?> list, Optional<List<Integer>> said, Dtype dtype) throws InvalidArrayException {
        ListedValues values = ListedValues.of(list, dtype);
        if (said.isPresent() && Array.elements(said.get()) != values.numbers().size()) {
            throw new InvalidArrayException(
                    "has a shape of " + said.get() + " and " + values.numbers().size() + " values");
        }
        return new Array(dtype, said.orElse(values.shape()), Numbers.content(values.numbers(), dtype));
    }

    private static Array base64(String text, Optional<List<Integer>> shape, Dtype dtype) throws InvalidArrayException {
        if (text.length() / 4 > BASE64_BYTES_MAX / 3) {
            throw new InvalidArrayException("has base64 of more than 16 MiB: upload it as a blob");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return shaped(ByteBuffer.wrap(bytes), shape, dtype);
        } catch (IllegalArgumentException e) {
            throw new InvalidArrayException("has base64 that is none: " + e.getMessage());
        }
    }

    private static Array shaped(ByteBuffer bytes, Optional<List<Integer>> shape, Dtype dtype)
            throws InvalidArrayException {
        int length = bytes.remaining();
        if (length % dtype.bytes() != 0) {
            throw new InvalidArrayException("has " + length + " bytes, and a " + dtype + " has " + dtype.bytes());
        }
        if (shape.isPresent() && Array.elements(shape.get()) * dtype.bytes() != length) {
            throw new InvalidArrayException(
                    "has a shape of " + shape.get() + " and " + length / dtype.bytes() + " elements");
        }
        return new Array(dtype, shape.orElse(List.of(length / dtype.bytes())), bytes);
    }

    private Array blob(String text, Optional<List<Integer>> shape, long offset, Dtype dtype)
            throws InvalidArrayException, BlobGoneException {
        BlobId id = BlobId.referred(text.startsWith("blob:") ? text : "blob:" + text)
                .orElseThrow(() -> new InvalidArrayException("is no blob: " + Numbers.shown(text)));
        BlobStore.Blob blob = blobs.find(id).orElseThrow(() -> new BlobGoneException(id, 0));
        long length = shape.map(known -> Array.elements(known) * dtype.bytes()).orElse(blob.bytes() - offset);
        if (length > blobBytesMax) {
            throw new InvalidArrayException(
                    "takes " + length + " bytes of a blob, and at most " + blobBytesMax + " are taken");
        }
        if (offset < 0 || length < 0 || offset > blob.bytes() - length) {
            throw new InvalidArrayException(
                    "takes " + length + " bytes from " + offset + " on of a blob that has " + blob.bytes());
        }
        try (InputStream part = blobs.read(id, offset, length)) {
            return shaped(ByteBuffer.wrap(part.readNBytes((int) length)), shape, dtype);
        } catch (BlobGoneException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreUnavailableException(id + " could not be read", e);
        }
    }
}
