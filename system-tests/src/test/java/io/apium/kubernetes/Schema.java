package io.apium.kubernetes;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What documents may say. By themselves the types are lenient: they collect what they do not know, and turn 8 into "8". */
final class Schema {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("v1/ConfigMap", ConfigMap.class),
            entry("v1/Namespace", Namespace.class),
            entry("v1/Secret", Secret.class),
            entry("v1/Service", Service.class),
            entry("v1/ServiceAccount", ServiceAccount.class),
            entry("apps/v1/Deployment", Deployment.class),
            entry("apps/v1/StatefulSet", StatefulSet.class),
            entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            entry("networking.k8s.io/v1/Ingress", Ingress.class),
            entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            entry("keda.sh/v1alpha1/ScaledObject", ScaledObject.class),
            entry("keda.sh/v1alpha1/TriggerAuthentication", TriggerAuthentication.class),
            entry("rabbitmq.com/v1beta1/RabbitmqCluster", RabbitmqCluster.class));

    private static final ObjectMapper STRICT = strict();
    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Schema() {}

    /** Introspection that does not see where unknown fields could go. */
    private static final class NowhereElse extends JacksonAnnotationIntrospector {

        @Override
        public @Nullable Boolean hasAnySetter(Annotated method) {
            return _hasAnnotation(method, JsonAnySetter.class) ? Boolean.FALSE : null;
        }
    }

    private static ObjectMapper strict() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .annotationIntrospector(new NowhereElse())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            builder.withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
        }
        return builder.withCoercionConfig(
                        LogicalType.Integer,
                        config -> config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
                .build();
    }

    /** The documents of a YAML file, the empty ones left out. */
    static List<JsonNode> documents(String yaml) {
        try (JsonParser parser = YAML.createParser(yaml)) {
            List<JsonNode> documents = new ArrayList<>();
            while (parser.nextToken() != null) {
                documents.add(YAML.readTree(parser));
            }
            documents.removeIf(JsonNode::isNull);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException("this is no YAML: " + e.getMessage(), e);
        }
    }

    /**
     * The document as its type.
     *
     * @throws InvalidManifestException where it says anything that the type does not know, with the path to it
     */
    static Manifest read(JsonNode document) {
        String kind = document.path("kind").asText();
        String name = kind + "/" + document.path("metadata").path("name").asText();
        Class<?> type = KINDS.get(document.path("apiVersion").asText() + "/" + kind);
        if (type == null) {
            throw new InvalidManifestException(name + ": there is no " + kind + " in "
                    + document.path("apiVersion").asText());
        }
        try {
            return new Manifest(name, STRICT.treeToValue(document, type));
        } catch (JsonMappingException e) {
            throw new InvalidManifestException(name + " at " + path(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new InvalidManifestException(name + ": " + e.getOriginalMessage());
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : (path.isEmpty() ? "" : ".") + step.getFieldName());
        }
        return path.toString();
    }
}
