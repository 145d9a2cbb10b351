package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod may do, what it may take of its machine, and how its state is asked for. */
final class PodRules {

    private static final String PROFILE = "pod-security.kubernetes.io/enforce";
    /** The value of an additional path of the health, on the main or on the management server. */
    private static final Pattern SERVED = Pattern.compile("(?:server|management):(/.*)");

    private PodRules() {}

    static Stream<String> complaints(Cluster cluster) {
        List<String> complaints = new ArrayList<>();
        for (Namespace namespace : cluster.all(Namespace.class)) {
            String profile = namespace.getMetadata().getLabels().getOrDefault(PROFILE, "none");
            if (!profile.equals("restricted")) {
                complaints.add("Namespace/" + namespace.getMetadata().getName()
                        + " enforces the profile restricted, not " + profile);
            }
        }
        for (Workload workload : cluster.workloads()) {
            restricted(workload).forEach(complaints::add);
            workload.spec().getContainers().forEach(container -> {
                String name = workload.name() + " container " + container.getName();
                resources(container.getResources()).map(name::concat).forEach(complaints::add);
            });
            if (!workload.isMadeByOperator()) {
                probes(workload).forEach(complaints::add);
            }
        }
        return complaints.stream();
    }

    /** The restricted profile of Kubernetes, and a read-only root file system. */
    private static Stream<String> restricted(Workload workload) {
        List<String> complaints = new ArrayList<>();
        PodSecurityContext pod = workload.spec().getSecurityContext();
        if (pod == null || !Boolean.TRUE.equals(pod.getRunAsNonRoot())) {
            complaints.add(workload.name() + " runs as nobody but root is kept from (runAsNonRoot)");
        }
        if (pod == null
                || pod.getSeccompProfile() == null
                || !"RuntimeDefault".equals(pod.getSeccompProfile().getType())) {
            complaints.add(workload.name() + " has the seccompProfile RuntimeDefault");
        }
        boolean mayAskKubernetes = !Boolean.FALSE.equals(workload.spec().getAutomountServiceAccountToken());
        if (mayAskKubernetes && !workload.isMadeByOperator()) {
            complaints.add(workload.name() + " mounts no token (automountServiceAccountToken)");
        }
        for (Container container : workload.containers()) {
            String name = workload.name() + " container " + container.getName();
            SecurityContext context = container.getSecurityContext();
            if (context == null || !Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
                complaints.add(name + " gains no privileges (allowPrivilegeEscalation)");
            }
            if (context == null
                    || context.getCapabilities() == null
                    || !List.of("ALL").equals(context.getCapabilities().getDrop())
                    || !context.getCapabilities().getAdd().isEmpty()) {
                complaints.add(name + " drops all capabilities");
            }
            boolean writes = context == null || !Boolean.TRUE.equals(context.getReadOnlyRootFilesystem());
            if (writes && !workload.isMadeByOperator()) {
                complaints.add(name + " has a root file system that is read only (readOnlyRootFilesystem)");
            }
        }
        return complaints.stream();
    }

    private static Stream<String> resources(@Nullable ResourceRequirements resources) {
        List<String> complaints = new ArrayList<>();
        for (String what : List.of("cpu", "memory")) {
            if (resources == null
                    || resources.getRequests() == null
                    || !resources.getRequests().containsKey(what)) {
                complaints.add(" says how much " + what + " it needs (requests)");
            }
        }
        if (resources == null
                || resources.getLimits() == null
                || !resources.getLimits().containsKey("memory")) {
            complaints.add(" says how much memory it may take (limits)");
        }
        return complaints.stream();
    }

    private static Stream<String> probes(Workload workload) {
        Container container = workload.spec().getContainers().getFirst();
        return Stream.of(
                        probe(workload, "startupProbe", container.getStartupProbe(), "/livez"),
                        probe(workload, "livenessProbe", container.getLivenessProbe(), "/livez"),
                        probe(workload, "readinessProbe", container.getReadinessProbe(), "/readyz"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<String> probe(Workload workload, String which, @Nullable Probe probe, String path) {
        if (probe == null) {
            return Stream.of(workload.name() + " has a " + which);
        }
        List<String> complaints = new ArrayList<>();
        Object port = probe.getHttpGet() != null
                ? probe.getHttpGet().getPort().getValue()
                : probe.getTcpSocket() != null ? probe.getTcpSocket().getPort().getValue() : null;
        if (port != null && !workload.hasPort(port)) {
            complaints.add(workload.name() + " has the port " + port + " that its " + which + " asks");
        }
        if (workload.isApium()) {
            String asked =
                    probe.getHttpGet() == null ? "nothing" : probe.getHttpGet().getPath();
            if (!path.equals(asked) || !served().contains(asked)) {
                complaints.add(workload.name() + " is asked for " + path + " by its " + which + ", not for " + asked);
            }
        }
        return complaints.stream();
    }

    /** The paths of probes that both the API and the management servers of the other services serve. */
    private static Set<String> served() {
        Set<String> paths = served("/io/apium/api/api.properties");
        paths.retainAll(served("/io/apium/adapter/management/management.properties"));
        return paths;
    }

    private static Set<String> served(String resource) {
        Properties properties = new Properties();
        try (InputStream in = PodRules.class.getResourceAsStream(resource)) {
            properties.load(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " could not be read", e);
        }
        return properties.values().stream()
                .map(Object::toString)
                .map(SERVED::matcher)
                .filter(Matcher::matches)
                .map(value -> value.group(1))
                .collect(Collectors.toSet());
    }
}
