package io.apium.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** KEDA's resource, {@code keda.sh/v1alpha1} as of KEDA 2.17, as far as it speaks of secrets. */
record TriggerAuthentication(
        String apiVersion,
        String kind,
        ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {

    record Spec(List<SecretRef> secretTargetRef) {}

    record SecretRef(
            @JsonProperty(required = true) String parameter,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String key) {}
}
