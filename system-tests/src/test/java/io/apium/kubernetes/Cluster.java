package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one rendering brings into a namespace.
 *
 * @param workloads those of the manifests that have pods
 * @param requiredSecrets what the user has to make besides
 */
record Cluster(List<Manifest> manifests, List<Workload> workloads, List<Secret> requiredSecrets) {

    static Cluster of(List<Manifest> manifests, List<Secret> requiredSecrets) {
        return new Cluster(manifests, manifests.stream().flatMap(Workload::of).toList(), requiredSecrets);
    }

    <T> List<T> all(Class<T> type) {
        return manifests.stream()
                .map(Manifest::content)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    boolean has(String name) {
        return manifests.stream().anyMatch(manifest -> manifest.name().equals(name));
    }

    /** The workloads of which a pod is selected. */
    List<Workload> selected(LabelSelector selector) {
        return workloads().stream()
                .filter(workload -> workload.pods().stream().anyMatch(labels -> matches(selector, labels)))
                .toList();
    }

    /** An empty selector selects all, one that is not there nothing. */
    static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && (selector.getMatchLabels() == null
                        || labels.entrySet()
                                .containsAll(selector.getMatchLabels().entrySet()))
                && selector.getMatchExpressions().stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
        String value = labels.get(expression.getKey());
        return switch (expression.getOperator()) {
            case "In" -> value != null && expression.getValues().contains(value);
            case "NotIn" -> value == null || !expression.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default ->
                throw new InvalidManifestException("a selector has no operator " + expression.getOperator()
                        + ", but In, NotIn, Exists and DoesNotExist");
        };
    }

    /** All complaints of all rules. */
    List<String> complaints() {
        return Stream.of(
                        PodRules.complaints(this),
                        ReferenceRules.complaints(this),
                        ScaleRules.complaints(this),
                        NetworkRules.complaints(this),
                        SettingRules.complaints(this))
                .flatMap(complaints -> complaints)
                .toList();
    }
}
