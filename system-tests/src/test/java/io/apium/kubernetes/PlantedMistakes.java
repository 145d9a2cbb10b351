package io.apium.kubernetes;

import java.util.List;

/** Mistakes of every sort that is looked for. */
final class PlantedMistakes {

    private static final String API = "Deployment/apium-api";
    private static final String WORKER = "Deployment/apium-worker";
    private static final String RABBITMQ = "RabbitmqCluster/apium-rabbitmq";
    private static final String REDIS = "StatefulSet/apium-redis";
    private static final String SCALED = "ScaledObject/apium-worker";
    private static final String MONITOR = "ServiceMonitor/apium";
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final String OVERRIDDEN = "/spec/override/statefulSet" + POD;

    private PlantedMistakes() {}

    static List<Mistake> unknownFields() {
        return List.of(
                new Mistake(WORKER, "/spec/replica", "2", WORKER + " at spec.replica", "Unrecognized"),
                new Mistake(WORKER, CONTAINER + "/image_pull", "x", "spec.template.spec.containers[0].image_pull"),
                new Mistake(WORKER, CONTAINER + "/livenessProbe/httpGet/paths", "x", "livenessProbe.httpGet.paths"),
                new Mistake(WORKER, CONTAINER + "/securityContext/capabilities/dropp", "[]", "capabilities.dropp"),
                new Mistake(WORKER, "/metadata/label", "{}", "metadata.label"),
                new Mistake("Service/apium-api", "/spec/ports/0/targetport", "1", "spec.ports[0].targetport"),
                new Mistake("NetworkPolicy/redis", "/spec/ingress/0/form", "[]", "spec.ingress[0].form"),
                new Mistake("PodDisruptionBudget/apium-api", "/spec/minUnavailable", "1", "spec.minUnavailable"),
                new Mistake("HorizontalPodAutoscaler/apium-api", "/spec/minReplica", "1", "spec.minReplica"),
                new Mistake("Ingress/apium-api", "/spec/rules/0/http/paths/0/pathtype", "x", "paths[0].pathtype"),
                new Mistake("ConfigMap/apium", "/datas", "{}", "datas"),
                new Mistake(
                        REDIS, "/spec/volumeClaimTemplates/0/spec/size", "1Gi", "volumeClaimTemplates[0].spec.size"),
                new Mistake(MONITOR, "/spec/endpoints/0/auth", "{}", "spec.endpoints[0].auth"),
                new Mistake(SCALED, "/spec/minReplicas", "1", "spec.minReplicas"),
                new Mistake(SCALED, "/spec/triggers/0/metadata/queue", "x", "knows nothing of [queue]"),
                new Mistake(SCALED, "/spec/triggers/0/type", "rabbit", "type is none of"),
                new Mistake(
                        SCALED,
                        "/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/stabilisationWindowSeconds",
                        "1",
                        "scaleDown.stabilisationWindowSeconds"),
                new Mistake("TriggerAuthentication/apium-rabbitmq", "/spec/secretTargetRef/0/keys", "x", "[0].keys"),
                new Mistake(RABBITMQ, "/spec/persistence/size", "1Gi", "spec.persistence.size"),
                new Mistake(
                        RABBITMQ,
                        OVERRIDDEN + "/containers/0/securityContexts",
                        "{}",
                        "containers[0].securityContexts"),
                new Mistake(API, "/apiVersion", "apps/v1beta1", "there is no Deployment in apps/v1beta1"));
    }

    static List<Mistake> wrongTypes() {
        return List.of(
                new Mistake(WORKER, POD + "/terminationGracePeriodSeconds", "'90'", "terminationGracePeriodSeconds"),
                new Mistake(WORKER, POD + "/terminationGracePeriodSeconds", "9.5", "terminationGracePeriodSeconds"),
                new Mistake(WORKER, POD + "/automountServiceAccountToken", "'false'", "automountServiceAccountToken"),
                new Mistake(WORKER, CONTAINER + "/ports/0/containerPort", "http", "ports[0].containerPort"),
                new Mistake(WORKER, CONTAINER + "/env", "{A: b}", "containers[0].env"),
                new Mistake(
                        "ConfigMap/apium",
                        "/data/APIUM_WORKER_DELIVERY_LIMIT",
                        "8",
                        "data.APIUM_WORKER_DELIVERY_LIMIT"),
                new Mistake("Service/apium-api", "/spec/ports/0/targetPort", "[]", "spec.ports[0].targetPort"),
                new Mistake(SCALED, "/spec/maxReplicaCount", "'20'", "spec.maxReplicaCount"),
                new Mistake(SCALED, "/spec/triggers/0/metadata/value", "50", "triggers[0].metadata.value"),
                new Mistake(SCALED, "/spec/triggers/0/metadata/queueName", "", "rabbitmq needs"),
                new Mistake(SCALED, "/spec/scaleTargetRef/name", "", "scaleTargetRef", "name"),
                new Mistake(RABBITMQ, "/spec/replicas", "three", "spec.replicas"));
    }

    static List<Mistake> ofPods() {
        return List.of(
                new Mistake(
                        "Namespace/apium",
                        "/metadata/labels/pod-security.kubernetes.io~1enforce",
                        "baseline",
                        "restricted"),
                new Mistake(WORKER, POD + "/securityContext/runAsNonRoot", "false", WORKER, "root"),
                new Mistake(WORKER, POD + "/securityContext/seccompProfile", "", WORKER, "seccompProfile"),
                new Mistake(WORKER, POD + "/automountServiceAccountToken", "", WORKER, "token"),
                new Mistake(
                        WORKER, CONTAINER + "/securityContext/allowPrivilegeEscalation", "true", WORKER, "privileges"),
                new Mistake(WORKER, CONTAINER + "/securityContext/capabilities", "{add: [NET_ADMIN]}", "capabilities"),
                new Mistake(WORKER, CONTAINER + "/securityContext/readOnlyRootFilesystem", "", WORKER, "read only"),
                new Mistake(RABBITMQ, OVERRIDDEN + "/initContainers/0/securityContext", "", "setup-container", "drops"),
                new Mistake(WORKER, CONTAINER + "/resources/limits/memory", "", WORKER, "how much memory it may take"),
                new Mistake(WORKER, CONTAINER + "/resources/requests/cpu", "", WORKER, "how much cpu it needs"),
                new Mistake(WORKER, CONTAINER + "/startupProbe", "", WORKER, "has a startupProbe"),
                new Mistake(WORKER, CONTAINER + "/readinessProbe/httpGet/path", "/livez", WORKER, "for /readyz"),
                new Mistake(WORKER, CONTAINER + "/livenessProbe/httpGet/path", "/healthz", "not for /healthz"),
                new Mistake(WORKER, CONTAINER + "/readinessProbe/httpGet/port", "web", WORKER, "has the port web"));
    }

    static List<Mistake> ofReferences() {
        return List.of(
                new Mistake(WORKER, "/spec/selector/matchLabels", "{app.kubernetes.io/name: x}", "its own pods"),
                new Mistake(
                        WORKER,
                        "/spec/selector/matchLabels",
                        "{app.kubernetes.io/part-of: apium}",
                        WORKER + " selects pods of Deployment/apium-api"),
                new Mistake("Service/apium-worker", "/spec/selector/app.kubernetes.io~1name", "worker", "not of []"),
                new Mistake("Service/apium-worker", "/spec/ports/0/targetPort", "9090", "leads to the port 9090"),
                new Mistake(
                        "Service/apium-redis",
                        "/spec/selector/statefulset.kubernetes.io~1pod-name",
                        "redis-0",
                        "not of []"),
                new Mistake("ConfigMap/apium", "", "", "names ConfigMap/apium, which is not there"),
                new Mistake("ServiceAccount/apium-worker", "", "", "ServiceAccount/apium-worker, which is not there"),
                new Mistake(REDIS, CONTAINER + "/env/1/valueFrom/configMapKeyRef/key", "first", "the key first of"),
                new Mistake(REDIS, "/spec/serviceName", "redis", "Service/redis, which is not there"),
                new Mistake(REDIS, CONTAINER + "/volumeMounts/0/name", "store", "mounts store"),
                new Mistake(API, CONTAINER + "/env/0/valueFrom/secretKeyRef/name", "guest", "secret guest"),
                new Mistake(API, CONTAINER + "/env/0/valueFrom/secretKeyRef/key", "user", "the key user"),
                new Mistake(API, CONTAINER + "/env/0", "", "uses $(RABBITMQ_USERNAME) before it is known"),
                new Mistake(API, CONTAINER + "/env/1", "{name: RABBITMQ_PASSWORD, value: guest}", "in plain text"),
                new Mistake(API, CONTAINER + "/env/2/value", "'amqp://a:b@apium-rabbitmq'", "in plain text"),
                new Mistake(
                        "TriggerAuthentication/apium-rabbitmq", "/spec/secretTargetRef/0/key", "user", "the key user"),
                new Mistake(
                        "TriggerAuthentication/apium-rabbitmq", "", "", "TriggerAuthentication/apium-rabbitmq, which"),
                new Mistake(SCALED, "/spec/triggers/0/metadata/host", "'http://rabbit.a.svc:1/'", "asks http://rabbit"),
                new Mistake(MONITOR, "/spec/endpoints/0/authorization/credentials/key", "token", "the key token"),
                new Mistake(MONITOR, "/spec/endpoints/0/port", "metrics", "no service with a port metrics"),
                new Mistake("Ingress/apium-api", "/spec/tls", "", "Ingress/apium-api has TLS"),
                new Mistake(
                        "Ingress/apium-api", "/metadata/annotations/cert-manager.io~1cluster-issuer", "", "apium-tls"),
                new Mistake(
                        "Ingress/apium-api",
                        "/spec/rules/0/http/paths/0/backend/service/port/name",
                        "web",
                        "leads to a port that Service/apium-api does not have"));
    }

    static List<Mistake> ofScale() {
        return List.of(
                new Mistake(WORKER, "/spec/replicas", "2", WORKER + " says replicas"),
                new Mistake(API, "/spec/replicas", "2", API + " says replicas"),
                new Mistake(SCALED, "/spec/scaleTargetRef/name", "worker", "scales Deployment/worker"),
                new Mistake(SCALED, "/spec/scaleTargetRef/name", "apium-api", "by one autoscaler alone"),
                new Mistake(SCALED, "/spec/minReplicaCount", "21", "at least 21, and at most 20"),
                new Mistake("HorizontalPodAutoscaler/apium-api", "/spec/scaleTargetRef/name", "api", "Deployment/api"),
                new Mistake("PodDisruptionBudget/apium-api", "/spec/maxUnavailable", "0", "lets no pod of its 2 go"),
                new Mistake(
                        "PodDisruptionBudget/apium-redis",
                        "/spec",
                        "{minAvailable: 100%, selector: {matchLabels: {app.kubernetes.io/name: apium-redis}}}",
                        "lets no pod of its 3 go"),
                new Mistake("PodDisruptionBudget/apium-api", "/spec/selector/matchLabels", "{a: b}", "not for 0"));
    }

    static List<Mistake> ofNetworks() {
        return List.of(
                new Mistake("NetworkPolicy/default-deny", "", "", "default deny of Egress"),
                new Mistake("NetworkPolicy/default-deny", "/spec/policyTypes", "[Ingress]", "default deny of Egress"),
                new Mistake(
                        "NetworkPolicy/default-deny",
                        "/spec/podSelector",
                        "{matchLabels: {app.kubernetes.io/part-of: apium}}",
                        RABBITMQ + " is selected by a default deny"),
                new Mistake("NetworkPolicy/all-to-dns", "", "", WORKER + " may ask for names"),
                new Mistake("NetworkPolicy/services-to-servers", "/spec/egress/0", "", "may go out to " + RABBITMQ),
                new Mistake("NetworkPolicy/rabbitmq-from-services", "", "", RABBITMQ + " lets " + WORKER),
                new Mistake("NetworkPolicy/redis-from-services", "/spec/ingress/0/ports/0/port", "6380", "in at 6379"),
                new Mistake("NetworkPolicy/rabbitmq", "/spec/egress/0/ports/1", "", "at 25672"),
                new Mistake("NetworkPolicy/rabbitmq", "/spec/ingress/1", "", "the namespace keda in at 15672"),
                new Mistake("NetworkPolicy/redis", "/spec/egress", "", REDIS + " may go out to " + REDIS),
                new Mistake("NetworkPolicy/services-from-prometheus", "", "", "monitoring in at http"),
                new Mistake("NetworkPolicy/api-from-ingress", "", "", "ingress-nginx in at http"),
                new Mistake(
                        "NetworkPolicy/api-from-ingress", "/spec/ingress/0/from", "", "keeps the namespace strangers"));
    }

    static List<Mistake> ofSettings() {
        return List.of(
                new Mistake(
                        "ConfigMap/apium", "/data/APIUM_WORKER_GRACEFUL", "PT1S", "APIUM_WORKER_GRACEFUL is no key"),
                new Mistake(
                        "ConfigMap/apium",
                        "/data/APIUM_WORKER_SHUTDOWN_TIMEOUT",
                        "soon",
                        "apium.worker.shutdown-timeout"),
                new Mistake("ConfigMap/apium", "/data/APIUM_BROKER_QUEUE_TYPE", "stream", "apium.broker.queue-type"),
                new Mistake(
                        "ConfigMap/apium",
                        "/data/APIUM_WORKER_DELIVERY_LIMIT",
                        "'80810'",
                        "apium.worker.delivery-limit"),
                new Mistake(
                        "ConfigMap/apium",
                        "/data/APIUM_WORKER_SHUTDOWN_TIMEOUT",
                        "PT85S",
                        WORKER + " is killed after 90 s"),
                new Mistake(WORKER, POD + "/terminationGracePeriodSeconds", "60", WORKER + " is killed after 60 s"),
                new Mistake(
                        WORKER, CONTAINER + "/lifecycle", "{preStop: {sleep: {seconds: 30}}}", "up to 100 s to drain"),
                new Mistake(API, CONTAINER + "/image", "apium/api:latest", "not apium/api:latest"),
                new Mistake(API, CONTAINER + "/image", "registry:5000/apium/api", "not registry:5000/apium/api"));
    }
}
