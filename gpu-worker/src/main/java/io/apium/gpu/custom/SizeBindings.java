package io.apium.gpu.custom;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.custom.KernelParameter.Role;
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

    /** A name in a shape that is not known yet is what stands there. */
    private static void name(KernelParameter kernelParameter, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        if (shape.size() != kernelParameter.shape().size()) {
            throw new InvalidArgumentException(
                    kernelParameter.name(), "has " + kernelParameter.shape().size() + " dimensions, got: " + shape);
        }
        for (int i = 0; i < shape.size(); i++) {
            SizeExpression said = kernelParameter.shape().get(i);
            if (said.isName()) {
                sizes.putIfAbsent(said.text(), (long) shape.get(i));
            }
        }
    }

    private static void agree(KernelParameter kernelParameter, List<Integer> shape, Map<String, Long> sizes)
            throws InvalidArgumentException {
        for (int i = 0; i < shape.size(); i++) {
            SizeExpression said = kernelParameter.shape().get(i);
            long length = said.of(sizes);
            if (length != shape.get(i)) {
                String why = said.isName() ? said.text() : said.text() + " with " + sizes;
                throw new InvalidArgumentException(
                        kernelParameter.name(),
                        "has " + length + " elements in dimension " + i + " (" + why + "), got: " + shape);
            }
        }
    }
}
