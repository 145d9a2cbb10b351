package io.apium.kubernetes;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that has pods.
 *
 * @param name kind and name
 * @param replicas null where it is not said
 * @param isMadeByOperator whether most of the pod is the operator's, so that only what is asked of it can be judged
 */
record Workload(
        String name,
        @Nullable Integer replicas,
        LabelSelector selector,
        List<Map<String, String>> pods,
        PodSpec spec,
        boolean isMadeByOperator) {

    /** The ports that the operator gives RabbitMQ, by its names. */
    private static final Map<String, Integer> RABBITMQ_PORTS =
            Map.of("amqp", 5672, "management", 15672, "prometheus", 15692, "epmd", 4369, "clustering", 25672);

    private static final String APIUM_IMAGE = "apium/";

    static Stream<Workload> of(Manifest manifest) {
        return switch (manifest.content()) {
            case Deployment deployment ->
                Stream.of(new Workload(
                        manifest.name(),
                        deployment.getSpec().getReplicas(),
                        deployment.getSpec().getSelector(),
                        List.of(deployment.getSpec().getTemplate().getMetadata().getLabels()),
                        deployment.getSpec().getTemplate().getSpec(),
                        false));
            case StatefulSet set ->
                Stream.of(new Workload(
                        manifest.name(),
                        set.getSpec().getReplicas(),
                        set.getSpec().getSelector(),
                        pods(set),
                        set.getSpec().getTemplate().getSpec(),
                        false));
            case RabbitmqCluster cluster -> Stream.of(rabbitmq(manifest.name(), cluster));
            default -> Stream.empty();
        };
    }

    private static List<Map<String, String>> pods(StatefulSet set) {
        return IntStream.range(0, requireNonNullElse(set.getSpec().getReplicas(), 1))
                .mapToObj(ordinal -> {
                    Map<String, String> labels = new HashMap<>(
                            set.getSpec().getTemplate().getMetadata().getLabels());
                    labels.put(
                            "statefulset.kubernetes.io/pod-name",
                            set.getMetadata().getName() + "-" + ordinal);
                    return labels;
                })
                .toList();
    }

    private static Workload rabbitmq(String name, RabbitmqCluster cluster) {
        Map<String, String> labels = Map.of(
                "app.kubernetes.io/name", cluster.metadata().getName(),
                "app.kubernetes.io/component", "rabbitmq",
                "app.kubernetes.io/part-of", "rabbitmq");
        RabbitmqCluster.Overridden override = cluster.spec().override();
        PodSpec spec = override == null
                        || override.statefulSet() == null
                        || override.statefulSet().spec() == null
                        || override.statefulSet().spec().template() == null
                ? new PodSpec()
                : override.statefulSet().spec().template().getSpec();
        List<ContainerPort> ports = RABBITMQ_PORTS.entrySet().stream()
                .map(port -> new ContainerPort(port.getValue(), null, null, port.getKey(), "TCP"))
                .toList();
        List<Container> containers = spec.getContainers().stream()
                .map(container -> new ContainerBuilder(container)
                        .withPorts(ports)
                        .withImage(cluster.spec().image())
                        .withResources(cluster.spec().resources())
                        .build())
                .toList();
        return new Workload(
                name,
                cluster.spec().replicas(),
                new LabelSelectorBuilder().withMatchLabels(labels).build(),
                List.of(labels),
                new PodSpecBuilder(spec).withContainers(containers).build(),
                true);
    }

    /** Those of the pod, the ones that only prepare included. */
    List<Container> containers() {
        return Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .toList();
    }

    /** Whether it is one of the four services, or made from one. */
    boolean isApium() {
        return !isMadeByOperator && spec.getContainers().getFirst().getImage().contains(APIUM_IMAGE);
    }

    boolean isWorker() {
        return isApium() && spec.getContainers().getFirst().getImage().matches(".*/(gpu-)?worker(:.*)?");
    }

    /** Whether it has the port, said as a number or by its name. */
    boolean hasPort(Object port) {
        return ports().anyMatch(mine -> port.equals(mine.getContainerPort()) || port.equals(mine.getName()));
    }

    private Stream<ContainerPort> ports() {
        return spec.getContainers().stream().flatMap(container -> container.getPorts().stream());
    }

    /** The number of a port that is said by name or number, or null where there is none. */
    @Nullable
    Integer portNumber(Object port) {
        return port instanceof Integer number
                ? number
                : ports().filter(mine -> port.equals(mine.getName()))
                        .map(ContainerPort::getContainerPort)
                        .findFirst()
                        .orElse(null);
    }
}
