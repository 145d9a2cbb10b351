package io.apium.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** KEDA's resource, {@code keda.sh/v1alpha1} as of 2.17. It is stricter than KEDA's own, which takes any metadata. */
record ScaledObject(
        String apiVersion,
        String kind,
        ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {

    record Spec(
            @JsonProperty(required = true) Target scaleTargetRef,
            @Nullable Integer pollingInterval,
            @Nullable Integer initialCooldownPeriod,
            @Nullable Integer cooldownPeriod,
            @Nullable Integer idleReplicaCount,
            @Nullable Integer minReplicaCount,
            @Nullable Integer maxReplicaCount,
            @Nullable Advanced advanced,
            @JsonProperty(required = true) List<Trigger> triggers,
            @Nullable Fallback fallback) {}

    record Target(
            @JsonProperty(required = true) String name,
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String envSourceContainerName) {}

    record Advanced(
            @Nullable AutoscalerConfig horizontalPodAutoscalerConfig,
            @Nullable Boolean restoreToOriginalReplicaCount) {}

    record AutoscalerConfig(
            @Nullable HorizontalPodAutoscalerBehavior behavior,
            @Nullable String name) {}

    record Fallback(
            @JsonProperty(required = true) Integer failureThreshold,
            @JsonProperty(required = true) Integer replicas,
            @Nullable String behavior) {

        private static final Set<String> BEHAVIORS =
                Set.of("static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower");

        Fallback {
            check(
                    behavior == null || BEHAVIORS.contains(behavior),
                    "behavior is none of " + BEHAVIORS + ": " + behavior);
        }
    }

    record AuthenticationRef(
            @JsonProperty(required = true) String name,
            @Nullable String kind) {}

    /** @param metadata what the scaler of the type takes; all of it is text */
    record Trigger(
            @JsonProperty(required = true) String type,
            @Nullable String name,
            @Nullable Boolean useCachedMetrics,
            @JsonProperty(required = true) Map<String, String> metadata,
            @Nullable AuthenticationRef authenticationRef,
            @Nullable String metricType) {

        private record Scaler(Set<String> needs, Set<String> takes) {}

        private static final Map<String, Scaler> SCALERS = Map.of(
                "rabbitmq",
                new Scaler(
                        Set.of("queueName", "mode", "value"),
                        Set.of(
                                "host",
                                "hostFromEnv",
                                "protocol",
                                "vhostName",
                                "activationValue",
                                "useRegex",
                                "operation",
                                "pageSize",
                                "excludeUnacknowledged",
                                "timeout",
                                "unsafeSsl")),
                "prometheus",
                new Scaler(
                        Set.of("serverAddress", "query", "threshold"),
                        Set.of(
                                "activationThreshold",
                                "namespace",
                                "queryParameters",
                                "customHeaders",
                                "ignoreNullValues",
                                "unsafeSsl",
                                "timeout",
                                "authModes")));

        private static final Set<String> METRIC_TYPES = Set.of("AverageValue", "Value", "Utilization");

        Trigger {
            Scaler scaler = SCALERS.get(type);
            check(scaler != null, "type is none of " + SCALERS.keySet() + ": " + type);
            check(metadata.keySet().containsAll(scaler.needs()), type + " needs " + scaler.needs() + " in metadata");
            Set<String> unknown = new HashSet<>(metadata.keySet());
            unknown.removeAll(scaler.needs());
            unknown.removeAll(scaler.takes());
            check(unknown.isEmpty(), type + " knows nothing of " + unknown + " in metadata");
            check(metricType == null || METRIC_TYPES.contains(metricType), "metricType is none of " + METRIC_TYPES);
        }
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
