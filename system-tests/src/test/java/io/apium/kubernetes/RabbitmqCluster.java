package io.apium.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resource of RabbitMQ's cluster operator, {@code rabbitmq.com/v1beta1} as of 2.x, as far as it is of use here. */
record RabbitmqCluster(
        String apiVersion,
        String kind,
        ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {

    record Spec(
            @Nullable Integer replicas,
            @Nullable String image,
            @Nullable List<LocalObjectReference> imagePullSecrets,
            @Nullable Service service,
            @Nullable Persistence persistence,
            @Nullable ResourceRequirements resources,
            @Nullable Affinity affinity,
            @Nullable List<Toleration> tolerations,
            @Nullable Configuration rabbitmq,
            @Nullable Tls tls,
            @Nullable Overridden override,
            @Nullable Boolean skipPostDeploySteps,
            @Nullable Boolean autoEnableAllFeatureFlags,
            @Nullable Integer delayStartSeconds,
            @Nullable Long terminationGracePeriodSeconds) {}

    record Service(@Nullable String type, @Nullable Map<String, String> annotations) {}

    record Persistence(
            @Nullable String storageClassName, @Nullable Quantity storage) {}

    record Configuration(
            @Nullable List<String> additionalPlugins,
            @Nullable String additionalConfig,
            @Nullable String advancedConfig,
            @Nullable String envConfig) {}

    record Tls(
            @Nullable String secretName,
            @Nullable String caSecretName,
            @Nullable Boolean disableNonTLSListeners) {}

    record Overridden(@Nullable StatefulSet statefulSet) {}

    record StatefulSet(
            @Nullable ObjectMeta metadata, @Nullable StatefulSetSpec spec) {}

    /** Of the pods only what the operator is to do otherwise. */
    record StatefulSetSpec(
            @Nullable Integer replicas, @Nullable PodTemplateSpec template) {}
}
