package io.apium.gpu.foreign;

import io.apium.gpu.array.Array;
import io.apium.gpu.foreign.Formal.Role;
import io.apium.gpu.work.InvalidArgumentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The sizes that follow from what a caller gives, and whether they agree.
 *
 * @param given by name, all that the caller is to give
 */
record Lengths(Prototype prototype, Map<String, Array> given) {

    Map<String, Long> sizes() throws InvalidArgumentException {
        Map<String, Long> sizes = new HashMap<>();
        for (Formal formal : prototype.formals()) {
            if (formal.isSize()) {
                sizes.put(formal.name(), array(formal).get(0).longValue());
            }
        }
        List<Formal> arrays = prototype.formals().stream()
                .filter(formal -> formal.isGiven() && formal.role() != Role.VALUE)
                .toList();
        for (Formal formal : arrays) {
            name(formal, array(formal).shape(), sizes);
        }
        for (Formal formal : arrays) {
            agree(formal, array(formal).shape(), sizes);
        }
        return sizes;
    }

    private Array array(Formal formal) {
        return Objects.requireNonNull(given.get(formal.name()), formal.name());
    }

    /** A name in a shape that is not known yet is what stands there. */
    private static void name(Formal formal, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        if (shape.size() != formal.shape().size()) {
            throw new InvalidArgumentException(
                    formal.name(), "has " + formal.shape().size() + " dimensions, got: " + shape);
        }
        for (int i = 0; i < shape.size(); i++) {
            Size said = formal.shape().get(i);
            if (said.isName()) {
                sizes.putIfAbsent(said.text(), (long) shape.get(i));
            }
        }
    }

    private static void agree(Formal formal, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        for (int i = 0; i < shape.size(); i++) {
            Size said = formal.shape().get(i);
            long length = said.of(sizes);
            if (length != shape.get(i)) {
                String why = said.isName() ? said.text() : said.text() + " with " + sizes;
                throw new InvalidArgumentException(
                        formal.name(),
                        "has " + length + " elements in dimension " + i + " (" + why + "), got: " + shape);
            }
        }
    }
}
