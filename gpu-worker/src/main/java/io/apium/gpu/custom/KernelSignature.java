package io.apium.gpu.custom;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.custom.KernelParameter.Role;
import io.apium.gpu.expression.InvalidExpressionException;
import io.apium.worker.yaml.InvalidFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a custom kernel, and its number of work-items.
 *
 * @param global the size of each dimension
 * @param group the group size of each dimension
 * @param rehearsal all size names, with their sizes for the trial run
 */
record KernelSignature(
        List<KernelParameter> kernelParameters,
        List<SizeExpression> global,
        List<Long> group,
        Map<String, Long> rehearsal) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int PARAMETERS_MAX = GpuBounds.KERNEL_PARAMETERS.intMax();
    private static final int DIMENSIONS_MAX = GpuBounds.KERNEL_DIMENSIONS.intMax();
    private static final long GROUP_MAX = GpuBounds.KERNEL_GROUP.max();
    private static final long REHEARSAL = 64;
    private static final long REHEARSAL_MAX = GpuBounds.KERNEL_REHEARSAL.max();

    KernelSignature {
        kernelParameters = List.copyOf(kernelParameters);
        global = List.copyOf(global);
        group = List.copyOf(group);
        rehearsal = Map.copyOf(rehearsal);
    }

    /** @throws InvalidFileException with the key */
    static KernelSignature of(String where, KernelManifest manifest) {
        return new Reading(where, manifest).prototype();
    }

    /** Converts the content of a signature file. */
    private record Reading(String where, KernelManifest manifest) {

        KernelSignature prototype() {
            List<KernelManifest.Parameter> parameters = manifest.arguments();
            check(
                    !parameters.isEmpty() && parameters.size() <= PARAMETERS_MAX,
                    "arguments must be a list of 1 to " + PARAMETERS_MAX,
                    parameters.size());
            List<String> sizes = sizes(parameters);
            List<KernelParameter> kernelParameters = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            for (int i = 0; i < parameters.size(); i++) {
                KernelParameter kernelParameter = formal("arguments[" + i + "]", parameters.get(i), sizes);
                check(
                        names.add(kernelParameter.name()),
                        "arguments[" + i + "].name must be unique",
                        kernelParameter.name());
                kernelParameters.add(kernelParameter);
            }
            check(
                    kernelParameters.stream().anyMatch(KernelParameter::isResult),
                    "arguments must have an 'out' or an 'inout'",
                    names);
            return new KernelSignature(kernelParameters, global(sizes), group(), rehearsal(sizes));
        }

        /** The size names: the names in shapes of the caller's arrays, and the caller's integers. */
        private List<String> sizes(List<KernelManifest.Parameter> parameters) {
            Set<String> names = new LinkedHashSet<>();
            for (KernelManifest.Parameter parameter : parameters) {
                boolean given = parameter.in() != null || parameter.inout() != null;
                if (given && parameter.shape() != null) {
                    parameter.shape().stream()
                            .filter(length -> NAME.matcher(length).matches())
                            .forEach(names::add);
                }
                ElementType value = parameter.value();
                if (value != null && !value.isFloating() && parameter.is() == null) {
                    names.add(parameter.name());
                }
            }
            return List.copyOf(names);
        }

        private KernelParameter formal(String key, KernelManifest.Parameter parameter, List<String> sizes) {
            check(
                    NAME.matcher(parameter.name()).matches(),
                    key + ".name must be letters, digits and underscores",
                    parameter.name());
            @Nullable Map<Role, ElementType> roles = parameter.roles();
            check(roles.size() == 1, key + " must have one of in, inout, out, value and local", roles.keySet());
            Map.Entry<Role, ElementType> only = roles.entrySet().iterator().next();
            Role role = only.getKey();
            boolean isValue = role == Role.VALUE;
            check(
                    isValue == (parameter.shape() == null),
                    key + " must have a shape unless it is a value",
                    parameter.shape());
            check(isValue || parameter.is() == null, key + ".is is only allowed for a value", parameter.is());
            List<SizeExpression> shape =
                    parameter.shape() == null ? List.of() : sizes(key + ".shape", parameter.shape(), sizes);
            SizeExpression is = parameter.is() == null ? null : size(key + ".is", parameter.is(), sizes);
            return new KernelParameter(parameter.name(), role, only.getValue(), shape, is);
        }

        private List<SizeExpression> global(List<String> sizes) {
            int dimensions = manifest.global().size();
            check(dimensions >= 1 && dimensions <= DIMENSIONS_MAX, "global must have 1 to 3 dimensions", dimensions);
            return sizes("global", manifest.global(), sizes);
        }

        private List<Long> group() {
            List<Long> group = manifest.group();
            boolean fits = group.size() == manifest.global().size()
                    && group.stream().allMatch(length -> length >= 1 && length <= GROUP_MAX);
            check(fits, "group must have a number of 1 to " + GROUP_MAX + " for each dimension of global", group);
            return group;
        }

        private Map<String, Long> rehearsal(List<String> sizes) {
            manifest.rehearsal().forEach((name, size) -> {
                check(sizes.contains(name), "rehearsal must name one of the sizes " + sizes, name);
                check(size >= 1 && size <= REHEARSAL_MAX, "rehearsal." + name + " must be 1 to " + REHEARSAL_MAX, size);
            });
            return sizes.stream()
                    .collect(Collectors.toMap(
                            name -> name, name -> manifest.rehearsal().getOrDefault(name, REHEARSAL)));
        }

        private List<SizeExpression> sizes(String key, List<String> texts, List<String> names) {
            List<SizeExpression> sizes = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                sizes.add(size(key + "[" + i + "]", texts.get(i), names));
            }
            return sizes;
        }

        private SizeExpression size(String key, String text, List<String> names) {
            try {
                return SizeExpression.parse(text, names);
            } catch (InvalidExpressionException e) {
                throw new InvalidFileException(where + ": " + key + ": '" + text + "' is invalid: " + e.getMessage());
            }
        }

        private void check(boolean holds, String rule, @Nullable Object value) {
            if (!holds) {
                throw new InvalidFileException(where + ": " + rule + ", got: '" + value + "'");
            }
        }
    }
}
