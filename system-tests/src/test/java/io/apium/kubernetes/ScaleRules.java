package io.apium.kubernetes;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many there are is said in one place each, and some may always be evicted. */
final class ScaleRules {

    private ScaleRules() {}

    static Stream<String> complaints(Cluster cluster) {
        Map<String, Integer> least = new HashMap<>();
        List<String> complaints = new ArrayList<>();
        for (HorizontalPodAutoscaler autoscaler : cluster.all(HorizontalPodAutoscaler.class)) {
            String name = "HorizontalPodAutoscaler/" + autoscaler.getMetadata().getName();
            var target = autoscaler.getSpec().getScaleTargetRef();
            int fewest = requireNonNullElse(autoscaler.getSpec().getMinReplicas(), 1);
            scaled(cluster, name, target.getKind() + "/" + target.getName(), least, fewest)
                    .forEach(complaints::add);
            bounds(name, fewest, autoscaler.getSpec().getMaxReplicas()).forEach(complaints::add);
        }
        for (ScaledObject object : cluster.all(ScaledObject.class)) {
            String name = "ScaledObject/" + object.metadata().getName();
            var target = object.spec().scaleTargetRef();
            String kind = requireNonNullElse(target.kind(), "Deployment");
            int fewest = requireNonNullElse(object.spec().minReplicaCount(), 0);
            scaled(cluster, name, kind + "/" + target.name(), least, fewest).forEach(complaints::add);
            bounds(name, fewest, requireNonNullElse(object.spec().maxReplicaCount(), 100))
                    .forEach(complaints::add);
        }
        for (PodDisruptionBudget budget : cluster.all(PodDisruptionBudget.class)) {
            budget(cluster, budget, least).forEach(complaints::add);
        }
        return complaints.stream();
    }

    private static Stream<String> scaled(
            Cluster cluster, String name, String target, Map<String, Integer> least, int fewest) {
        List<String> complaints = new ArrayList<>();
        if (!cluster.has(target)) {
            complaints.add(name + " scales " + target + ", which is not there");
        }
        if (least.put(target, fewest) != null) {
            complaints.add(target + " is scaled by one autoscaler alone, and " + name + " is a second one");
        }
        cluster.workloads().stream()
                .filter(workload -> workload.name().equals(target) && workload.replicas() != null)
                .map(workload -> target + " says replicas, and " + name + " would undo that")
                .forEach(complaints::add);
        return complaints.stream();
    }

    private static Stream<String> bounds(String name, int fewest, int most) {
        return fewest <= most ? Stream.empty() : Stream.of(name + " has at least " + fewest + ", and at most " + most);
    }

    private static Stream<String> budget(Cluster cluster, PodDisruptionBudget budget, Map<String, Integer> least) {
        String name = "PodDisruptionBudget/" + budget.getMetadata().getName();
        List<Workload> selected = cluster.selected(budget.getSpec().getSelector());
        if (selected.size() != 1) {
            return Stream.of(name + " is for one workload, not for " + selected.size());
        }
        Workload workload = selected.getFirst();
        int pods = least.getOrDefault(workload.name(), requireNonNullElse(workload.replicas(), 1));
        boolean forbids = budget.getSpec().getMaxUnavailable() != null
                ? part(budget.getSpec().getMaxUnavailable().getValue(), pods) == 0
                : part(budget.getSpec().getMinAvailable().getValue(), pods) >= pods;
        return pods > 0 && forbids ? Stream.of(name + " lets no pod of its " + pods + " go, ever") : Stream.empty();
    }

    /** A percentage is rounded up. */
    private static int part(Object value, int pods) {
        return value instanceof Integer number
                ? number
                : Math.ceilDiv(Integer.parseInt(value.toString().replace("%", "")) * pods, 100);
    }
}
