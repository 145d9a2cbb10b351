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
    public NumericArray read(@Nullable Object value, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        return switch (value) {
            case List<?> list -> values(list, Optional.empty(), elementType);
            case Map<?, ?> map
            when map.containsKey("out") && !(map.get("out") instanceof Number) -> {
                Object out = map.get("out");
                if (out instanceof Map<?, ?> inner && inner.containsKey("out")) {
                    throw new InvalidArrayException("has an 'out' within an 'out'");
                }
                yield read(out, elementType);
            }
            case Map<?, ?> map -> described(map, elementType);
            case String text -> blob(text, Optional.empty(), 0, elementType);
            case null, default ->
                throw new InvalidArrayException("is a list of numbers, an object with values, base64 or blob, or"
                        + " \"blob:sha256:…\"; got: " + NumberReader.shown(value));
        };
    }

    /** A single number, or what a task came to that is one. */
    public static NumericArray number(@Nullable Object value, ElementType elementType) throws InvalidArrayException {
        Object number = value instanceof Map<?, ?> map && map.containsKey("value") ? map.get("value") : value;
        return NumericArray.number(elementType, NumberReader.of(number, elementType));
    }

    private NumericArray described(Map<?, ?> map, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        for (Object member : map.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new InvalidArrayException("has no member " + NumberReader.shown(member) + "; there are "
                        + String.join(", ", new TreeSet<>(MEMBERS)));
            }
        }
        Object said = map.get("dtype");
        if (said != null && !said.equals(elementType.toString())) {
            throw new InvalidArrayException(
                    "is of " + NumberReader.shown(said) + ", and the task asks for " + elementType);
        }
        Optional<List<Integer>> shape =
                map.get("shape") == null ? Optional.empty() : Optional.of(shape(map, elementType));
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
            case List<?> list when forms.contains("values") -> values(list, shape, elementType);
            case String text when forms.contains("base64") -> base64(text, shape, elementType);
            case String text when forms.contains("blob") -> blob(text, shape, offset(map), elementType);
            case null, default ->
                throw new InvalidArrayException(
                        forms.contains("values")
                                ? "has values that are no list"
                                : "has a " + forms.getFirst() + " that is no text");
        };
    }

    private static List<Integer> shape(Map<?, ?> map, ElementType elementType) throws InvalidArrayException {
        if (!(map.get("shape") instanceof List<?> lengths)) {
            throw new InvalidArrayException("has a shape that is no list: " + NumberReader.shown(map.get("shape")));
        }
        List<Integer> shape = new ArrayList<>();
        for (Object length : lengths) {
            if (!(length instanceof Integer whole)) {
                throw new InvalidArrayException(
                        "has " + NumberReader.shown(length) + " in its shape, where lengths are to be");
            }
            shape.add(whole);
        }
        try {
            if (shape.size() > NumericArray.DIMENSIONS_MAX
                    || NumericArray.elements(shape) > Integer.MAX_VALUE / elementType.bytes()) {
                throw new InvalidArrayException("has a shape of " + shape + ", and there are up to "
                        + NumericArray.DIMENSIONS_MAX + " dimensions and 2 GiB");
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

    private static NumericArray values(List<?> list, Optional<List<Integer>> said, ElementType elementType)
            throws InvalidArrayException {
        ListedValues values = ListedValues.of(list, elementType);
        if (said.isPresent()
                && NumericArray.elements(said.get()) != values.numbers().size()) {
            throw new InvalidArrayException(
                    "has a shape of " + said.get() + " and " + values.numbers().size() + " values");
        }
        return new NumericArray(
                elementType, said.orElse(values.shape()), NumberReader.content(values.numbers(), elementType));
    }

    private static NumericArray base64(String text, Optional<List<Integer>> shape, ElementType elementType)
            throws InvalidArrayException {
        if (text.length() / 4 > BASE64_BYTES_MAX / 3) {
            throw new InvalidArrayException("has base64 of more than 16 MiB: upload it as a blob");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return shaped(ByteBuffer.wrap(bytes), shape, elementType);
        } catch (IllegalArgumentException e) {
            throw new InvalidArrayException("has base64 that is none: " + e.getMessage());
        }
    }

    private static NumericArray shaped(ByteBuffer bytes, Optional<List<Integer>> shape, ElementType elementType)
            throws InvalidArrayException {
        int length = bytes.remaining();
        if (length % elementType.bytes() != 0) {
            throw new InvalidArrayException(
                    "has " + length + " bytes, and a " + elementType + " has " + elementType.bytes());
        }
        if (shape.isPresent() && NumericArray.elements(shape.get()) * elementType.bytes() != length) {
            throw new InvalidArrayException(
                    "has a shape of " + shape.get() + " and " + length / elementType.bytes() + " elements");
        }
        return new NumericArray(elementType, shape.orElse(List.of(length / elementType.bytes())), bytes);
    }

    private NumericArray blob(String text, Optional<List<Integer>> shape, long offset, ElementType elementType)
            throws InvalidArrayException, BlobGoneException {
        BlobId id = BlobId.referred(text.startsWith("blob:") ? text : "blob:" + text)
                .orElseThrow(() -> new InvalidArrayException("is no blob: " + NumberReader.shown(text)));
        BlobStore.Blob blob = blobs.find(id).orElseThrow(() -> new BlobGoneException(id, 0));
        long length = shape.map(known -> NumericArray.elements(known) * elementType.bytes())
                .orElse(blob.bytes() - offset);
        if (length > blobBytesMax) {
            throw new InvalidArrayException(
                    "takes " + length + " bytes of a blob, and at most " + blobBytesMax + " are taken");
        }
        if (offset < 0 || length < 0 || offset > blob.bytes() - length) {
            throw new InvalidArrayException(
                    "takes " + length + " bytes from " + offset + " on of a blob that has " + blob.bytes());
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
