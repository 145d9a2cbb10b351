package io.apium.gpu.custom;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.custom.KernelParameter.Role;
import io.apium.gpu.work.InvalidArgumentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Derives the sizes of a call from the caller's arguments, and checks that they agree.
 *
 * @param given the caller's arguments by name
 */
record SizeBindings(KernelSignature kernelSignature, Map<String, NumericArray> given) {

    Map<String, Long> sizes() throws InvalidArgumentException {
        Map<String, Long> sizes = new HashMap<>();
        for (KernelParameter kernelParameter : kernelSignature.kernelParameters()) {
            if (kernelParameter.isSize()) {
                sizes.put(kernelParameter.name(), array(kernelParameter).get(0).longValue());
            }
        }
        List<KernelParameter> arrays = kernelSignature.kernelParameters().stream()
                .filter(kernelParameter -> kernelParameter.isGiven() && kernelParameter.role() != Role.VALUE)
                .toList();
        for (KernelParameter kernelParameter : arrays) {
            name(kernelParameter, array(kernelParameter).shape(), sizes);
        }
        for (KernelParameter kernelParameter : arrays) {
            agree(kernelParameter, array(kernelParameter).shape(), sizes);
        }
        return sizes;
    }

    private NumericArray array(KernelParameter kernelParameter) {
        return Objects.requireNonNull(given.get(kernelParameter.name()), kernelParameter.name());
    }

    /** Binds each unbound name in a shape to the actual length. */
    private static void name(KernelParameter kernelParameter, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        if (shape.size() != kernelParameter.shape().size()) {
            throw new InvalidArgumentException(
                    kernelParameter.name(),
                    "must have " + kernelParameter.shape().size() + " dimensions, got: " + shape);
        }
        for (int i = 0; i < shape.size(); i++) {
            SizeExpression expected = kernelParameter.shape().get(i);
            if (expected.isName()) {
                sizes.putIfAbsent(expected.text(), (long) shape.get(i));
            }
        }
    }

    private static void agree(KernelParameter kernelParameter, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        for (int i = 0; i < shape.size(); i++) {
            SizeExpression expected = kernelParameter.shape().get(i);
            long length = expected.of(sizes);
            if (length != shape.get(i)) {
                String why = expected.isName() ? expected.text() : expected.text() + " with " + sizes;
                throw new InvalidArgumentException(
                        kernelParameter.name(),
                        "must have " + length + " elements in dimension " + i + " (" + why + "), got: " + shape);
            }
        }
    }
}
