package io.apium.gpu.array;

import io.apium.gpu.bound.GpuBounds;
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
 * Reads arrays from the JSON arguments of tasks.
 *
 * @param blobBytesMax the maximal size of one array in a blob
 */
public record ArrayReader(BlobStore blobs, long blobBytesMax) {

    private static final int BASE64_BYTES_MAX = GpuBounds.ARRAY_BASE64.intMax();
    private static final Set<String> MEMBERS = Set.of("dtype", "shape", "values", "base64", "blob", "offset");

    public ArrayReader {
        if (blobBytesMax < 1 || blobBytesMax > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the limit of a blob array must be 1 to " + Integer.MAX_VALUE + " bytes, got: " + blobBytesMax);
        }
    }

    /**
     * @param value a list of numbers or of lists; a map with values, base64 or blob; the text {@code blob:sha256:…}; or
     *     the result of a task whose {@code out} is one of these
     * @throws BlobGoneException if the blob does not exist or has expired
     * @throws StoreUnavailableException if the store does not answer
     */
    public NumericArray read(@Nullable Object value, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        return switch (value) {
            case List<?> list -> values(list, Optional.empty(), elementType);
            case Map<?, ?> map
            when map.containsKey("out") && !(map.get("out") instanceof Number) -> {
                Object out = map.get("out");
                if (out instanceof Map<?, ?> inner && inner.containsKey("out")) {
                    throw new InvalidArrayException("must not have an 'out' within an 'out'");
                }
                yield read(out, elementType);
            }
            case Map<?, ?> map -> described(map, elementType);
            case String text -> blob(text, Optional.empty(), 0, elementType);
            case null, default ->
                throw new InvalidArrayException("must be a list of numbers, an object with values, base64 or blob, or"
                        + " \"blob:sha256:…\"; got: " + NumberReader.shown(value));
        };
    }

    /** A single number, or the result of a task that is one. */
    public static NumericArray number(@Nullable Object value, ElementType elementType) throws InvalidArrayException {
        Object number = value instanceof Map<?, ?> map && map.containsKey("value") ? map.get("value") : value;
        return NumericArray.number(elementType, NumberReader.of(number, elementType));
    }

    private NumericArray described(Map<?, ?> map, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        for (Object member : map.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new InvalidArrayException("has an unknown member " + NumberReader.shown(member) + "; allowed are "
                        + String.join(", ", new TreeSet<>(MEMBERS)));
            }
        }
        Object dtype = map.get("dtype");
        if (dtype != null && !dtype.equals(elementType.toString())) {
            throw new InvalidArrayException(
                    "must have dtype " + elementType + ", the type of the task, got: " + NumberReader.shown(dtype));
        }
        Optional<List<Integer>> shape =
                map.get("shape") == null ? Optional.empty() : Optional.of(shape(map, elementType));
        List<String> forms = List.of("values", "base64", "blob").stream()
                .filter(form -> map.get(form) != null)
                .toList();
        if (forms.size() != 1) {
            throw new InvalidArrayException("must have exactly one of values, base64 and blob, got: " + forms);
        }
        if (map.get("offset") != null && !forms.contains("blob")) {
            throw new InvalidArrayException("must not have an offset: only a blob can have one");
        }
        return switch (map.get(forms.getFirst())) {
            case List<?> list when forms.contains("values") -> values(list, shape, elementType);
            case String text when forms.contains("base64") -> base64(text, shape, elementType);
            case String text when forms.contains("blob") -> blob(text, shape, offset(map), elementType);
            case null, default ->
                throw new InvalidArrayException(
                        forms.contains("values")
                                ? "must have a list as values"
                                : "must have a text as " + forms.getFirst());
        };
    }

    private static List<Integer> shape(Map<?, ?> map, ElementType elementType) throws InvalidArrayException {
        if (!(map.get("shape") instanceof List<?> lengths)) {
            throw new InvalidArrayException("must have a list as shape, got: " + NumberReader.shown(map.get("shape")));
        }
        List<Integer> shape = new ArrayList<>();
        for (Object length : lengths) {
            if (!(length instanceof Integer whole)) {
                throw new InvalidArrayException(
                        "must have a shape of whole numbers, got: " + NumberReader.shown(length));
            }
            shape.add(whole);
        }
        try {
            if (shape.size() > NumericArray.DIMENSIONS_MAX
                    || NumericArray.elements(shape) > Integer.MAX_VALUE / elementType.bytes()) {
                throw new InvalidArrayException("must have a shape of up to " + NumericArray.DIMENSIONS_MAX
                        + " dimensions and 2 GiB, got: " + shape);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidArrayException("has the invalid shape " + shape + ": " + e.getMessage());
        }
        return shape;
    }

    private static long offset(Map<?, ?> map) throws InvalidArrayException {
        return switch (map.get("offset")) {
            case null -> 0;
            case Integer whole -> whole;
            case Long whole -> whole;
            default -> throw new InvalidArrayException("must have a number of bytes as offset");
        };
    }

    private static NumericArray values(List<?> list, Optional<List<Integer>> shape, ElementType elementType)
            throws InvalidArrayException {
        ListedValues values = ListedValues.of(list, elementType);
        if (shape.isPresent()
                && NumericArray.elements(shape.get()) != values.numbers().size()) {
            throw new InvalidArrayException(
                    "has shape " + shape.get() + ", but " + values.numbers().size() + " values");
        }
        return new NumericArray(
                elementType, shape.orElse(values.shape()), NumberReader.content(values.numbers(), elementType));
    }

    private static NumericArray base64(String text, Optional<List<Integer>> shape, ElementType elementType)
            throws InvalidArrayException {
        if (text.length() / 4 > BASE64_BYTES_MAX / 3) {
            throw new InvalidArrayException("must have at most 16 MiB of base64; upload larger arrays as a blob");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return shaped(ByteBuffer.wrap(bytes), shape, elementType);
        } catch (IllegalArgumentException e) {
            throw new InvalidArrayException("has invalid base64: " + e.getMessage());
        }
    }

    private static NumericArray shaped(ByteBuffer bytes, Optional<List<Integer>> shape, ElementType elementType)
            throws InvalidArrayException {
        int length = bytes.remaining();
        if (length % elementType.bytes() != 0) {
            throw new InvalidArrayException("has " + length + " bytes, but must have a multiple of the "
                    + elementType.bytes() + " bytes of a " + elementType);
        }
        if (shape.isPresent() && NumericArray.elements(shape.get()) * elementType.bytes() != length) {
            throw new InvalidArrayException(
                    "has shape " + shape.get() + ", but " + length / elementType.bytes() + " elements");
        }
        return new NumericArray(elementType, shape.orElse(List.of(length / elementType.bytes())), bytes);
    }

    private NumericArray blob(String text, Optional<List<Integer>> shape, long offset, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        BlobId id = BlobId.referred(text.startsWith("blob:") ? text : "blob:" + text)
                .orElseThrow(() -> new InvalidArrayException("must be a blob id, got: " + NumberReader.shown(text)));
        BlobStore.Blob blob = blobs.find(id).orElseThrow(() -> new BlobGoneException(id, 0));
        long length = shape.map(known -> NumericArray.elements(known) * elementType.bytes())
                .orElse(blob.bytes() - offset);
        if (length > blobBytesMax) {
            throw new InvalidArrayException("must be at most " + blobBytesMax + " bytes of a blob, got: " + length);
        }
        if (offset < 0 || length < 0 || offset > blob.bytes() - length) {
            throw new InvalidArrayException(
                    "needs " + length + " bytes at offset " + offset + ", but the blob has " + blob.bytes());
        }
        try (InputStream part = blobs.read(id, offset, length)) {
            return shaped(ByteBuffer.wrap(part.readNBytes((int) length)), shape, elementType);
        } catch (BlobGoneException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreUnavailableException(id + " could not be read", e);
        }
    }
}
