package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every pod is closed by itself; needed connections are let through at both ends, and strangers are not. */
final class NetworkRules {

    private static final String NAME = "app.kubernetes.io/name";
    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final List<Integer> OF_RABBITMQ_NODES = List.of(4369, 25672);

    private final Cluster cluster;
    private final List<String> complaints = new ArrayList<>();

    private NetworkRules(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One end of a connection: a pod of Apium, or of another namespace. */
    private record End(String name, boolean isOurs, Map<String, String> namespace, Map<String, String> pod) {

        static End of(Workload workload) {
            return new End(workload.name(), true, Map.of(), workload.pods().getFirst());
        }

        static End outside(String namespace, Map<String, String> pod) {
            return new End("the namespace " + namespace, false, Map.of(NAMESPACE, namespace), pod);
        }
    }

    static Stream<String> complaints(Cluster cluster) {
        NetworkRules rules = new NetworkRules(cluster);
        cluster.workloads().forEach(rules::isClosed);
        rules.services();
        rules.servers();
        rules.operators();
        rules.strangers();
        return rules.complaints.stream();
    }

    private void isClosed(Workload workload) {
        for (String direction : List.of("Ingress", "Egress")) {
            boolean closed = cluster.all(NetworkPolicy.class).stream()
                    .filter(policy -> policy.getSpec().getIngress().isEmpty()
                            && policy.getSpec().getEgress().isEmpty())
                    .anyMatch(policy -> policy.getSpec().getPolicyTypes().contains(direction)
                            && workload.pods().stream()
                                    .allMatch(pod ->
                                            Cluster.matches(policy.getSpec().getPodSelector(), pod)));
            if (!closed) {
                complaints.add(workload.name() + " is selected by a default deny of " + direction);
            }
        }
        End names = End.outside("kube-system", Map.of("k8s-app", "kube-dns"));
        if (!leaves(End.of(workload), names, workload, 53)) {
            complaints.add(workload.name() + " may ask for names");
        }
    }

    private void services() {
        for (Workload service : cluster.workloads()) {
            if (service.isApium()) {
                named("apium-rabbitmq").forEach(rabbitmq -> connects(service, rabbitmq, 5672));
                named("apium-redis").forEach(redis -> connects(service, redis, 6379));
            }
        }
    }

    private void servers() {
        for (Workload rabbitmq : named("apium-rabbitmq")) {
            if (rabbitmq.isMadeByOperator()) {
                OF_RABBITMQ_NODES.forEach(port -> connects(rabbitmq, rabbitmq, port));
            }
        }
        for (Workload redis : named("apium-redis")) {
            if (redis.pods().size() > 1) {
                connects(redis, redis, 6379);
            }
        }
    }

    private void operators() {
        if (!cluster.all(ScaledObject.class).isEmpty()) {
            named("apium-rabbitmq").forEach(rabbitmq -> comesIn(outside("keda"), rabbitmq, 15672));
        }
        if (!cluster.all(ServiceMonitor.class).isEmpty()) {
            cluster.workloads().stream()
                    .filter(Workload::isApium)
                    .forEach(workload -> comesIn(outside("monitoring"), workload, "http"));
            named("apium-rabbitmq").forEach(rabbitmq -> comesIn(outside("monitoring"), rabbitmq, 15692));
            named("apium-redis").forEach(redis -> comesIn(outside("monitoring"), redis, 9121));
        }
        if (!cluster.all(Ingress.class).isEmpty()) {
            named("apium-api").forEach(api -> comesIn(outside("ingress-nginx"), api, "http"));
        }
    }

    /** Who has no business there stays out. */
    private void strangers() {
        End stranger = outside("strangers");
        for (Workload workload : cluster.workloads()) {
            for (Object port : List.of("http", 5672, 6379, 15672)) {
                if (workload.hasPort(port) && enters(stranger, End.of(workload), workload, port)) {
                    complaints.add(workload.name() + " keeps " + stranger.name() + " from its port " + port);
                }
            }
        }
    }

    private List<Workload> named(String name) {
        return cluster.workloads().stream()
                .filter(workload -> name.equals(workload.pods().getFirst().get(NAME)))
                .toList();
    }

    private static End outside(String namespace) {
        return End.outside(namespace, Map.of());
    }

    private void connects(Workload from, Workload to, Object port) {
        if (!leaves(End.of(from), End.of(to), to, port)) {
            complaints.add(from.name() + " may go out to " + to.name() + " at " + port);
        }
        comesIn(End.of(from), to, port);
    }

    private void comesIn(End from, Workload to, Object port) {
        if (!enters(from, End.of(to), to, port)) {
            complaints.add(to.name() + " lets " + from.name() + " in at " + port);
        }
    }

    private boolean leaves(End from, End to, Workload server, Object port) {
        return cluster.all(NetworkPolicy.class).stream()
                .filter(policy -> Cluster.matches(policy.getSpec().getPodSelector(), from.pod()))
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .anyMatch(rule -> fits(rule.getTo(), to) && fits(rule.getPorts(), server, port));
    }

    private boolean enters(End from, End to, Workload server, Object port) {
        return cluster.all(NetworkPolicy.class).stream()
                .filter(policy -> Cluster.matches(policy.getSpec().getPodSelector(), to.pod()))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .anyMatch(rule -> fits(rule.getFrom(), from) && fits(rule.getPorts(), server, port));
    }

    /** A rule without peers allows every peer. A peer without a namespace is a pod of Apium. */
    private static boolean fits(List<NetworkPolicyPeer> peers, End end) {
        return peers.isEmpty()
                || peers.stream()
                        .anyMatch(peer -> peer.getIpBlock() == null
                                && (peer.getNamespaceSelector() == null
                                        ? end.isOurs()
                                        : Cluster.matches(peer.getNamespaceSelector(), end.namespace()))
                                && (peer.getPodSelector() == null
                                        || Cluster.matches(peer.getPodSelector(), end.pod())));
    }

    private static boolean fits(List<NetworkPolicyPort> ports, Workload server, Object port) {
        Integer asked = server.portNumber(port);
        return ports.isEmpty()
                || ports.stream()
                        .map(each -> server.portNumber(each.getPort().getValue()))
                        .anyMatch(asked::equals);
    }
}
