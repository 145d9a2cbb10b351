package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whatever names another thing finds it. */
final class ReferenceRules {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    private final Cluster cluster;
    private final Secrets secrets;
    private final List<String> complaints = new ArrayList<>();

    private ReferenceRules(Cluster cluster) {
        this.cluster = cluster;
        this.secrets = new Secrets(cluster);
    }

    static Stream<String> complaints(Cluster cluster) {
        ReferenceRules rules = new ReferenceRules(cluster);
        cluster.workloads().forEach(rules::workload);
        cluster.all(Service.class).forEach(rules::service);
        cluster.all(Ingress.class).forEach(rules::ingress);
        cluster.all(ScaledObject.class).forEach(rules::scaledObject);
        cluster.all(TriggerAuthentication.class).forEach(rules::triggerAuthentication);
        cluster.all(ServiceMonitor.class).forEach(rules::serviceMonitor);
        for (StatefulSet set : cluster.all(StatefulSet.class)) {
            rules.exists(
                    "StatefulSet/" + set.getMetadata().getName(),
                    "Service",
                    set.getSpec().getServiceName());
        }
        return Stream.concat(rules.complaints.stream(), Secrets.plain(cluster));
    }

    private void exists(String who, String kind, String name) {
        if (!cluster.has(kind + "/" + name)) {
            complaints.add(who + " names " + kind + "/" + name + ", which is not there");
        }
    }

    private void workload(Workload workload) {
        for (Workload selected : cluster.selected(workload.selector())) {
            if (!selected.name().equals(workload.name())) {
                complaints.add(workload.name() + " selects pods of " + selected.name());
            }
        }
        if (cluster.selected(workload.selector()).stream().noneMatch(workload::equals)) {
            complaints.add(workload.name() + " does not select its own pods");
        }
        if (!workload.isMadeByOperator()) {
            exists(workload.name(), "ServiceAccount", workload.spec().getServiceAccountName());
        }
        for (Container container : workload.containers()) {
            container
                    .getEnvFrom()
                    .forEach(from -> exists(
                            workload.name(), "ConfigMap", from.getConfigMapRef().getName()));
            variables(workload.name(), container.getEnv());
            mounts(workload, container);
        }
    }

    private void variables(String who, List<EnvVar> variables) {
        Set<String> before = new HashSet<>();
        for (EnvVar variable : variables) {
            Matcher used = VARIABLE.matcher(variable.getValue() == null ? "" : variable.getValue());
            while (used.find()) {
                if (!before.contains(used.group(1))) {
                    complaints.add(who + " uses $(" + used.group(1) + ") before it is known");
                }
            }
            before.add(variable.getName());
            if (variable.getValueFrom() != null) {
                source(who + " variable " + variable.getName(), variable.getValueFrom());
            }
        }
    }

    private void source(String who, EnvVarSource source) {
        if (source.getSecretKeyRef() != null) {
            secret(
                    who,
                    source.getSecretKeyRef().getName(),
                    source.getSecretKeyRef().getKey());
        }
        if (source.getConfigMapKeyRef() != null) {
            String name = source.getConfigMapKeyRef().getName();
            String key = source.getConfigMapKeyRef().getKey();
            boolean found = cluster.all(ConfigMap.class).stream()
                    .anyMatch(map -> map.getMetadata().getName().equals(name)
                            && map.getData().containsKey(key));
            if (!found) {
                complaints.add(who + " refers to the key " + key + " of ConfigMap/" + name + ", which is not there");
            }
        }
    }

    private void secret(String who, String name, String key) {
        secrets.finds(who, name, key).forEach(complaints::add);
    }

    private void mounts(Workload workload, Container container) {
        Set<String> volumes = new HashSet<>();
        workload.spec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
        cluster.all(StatefulSet.class).stream()
                .filter(set -> workload.name()
                        .equals("StatefulSet/" + set.getMetadata().getName()))
                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                .forEach(claim -> volumes.add(claim.getMetadata().getName()));
        container.getVolumeMounts().stream()
                .filter(mount -> !volumes.contains(mount.getName()))
                .map(mount -> workload.name() + " mounts " + mount.getName() + ", which is no volume of it")
                .forEach(complaints::add);
    }

    private void service(Service service) {
        String name = "Service/" + service.getMetadata().getName();
        List<Workload> selected = cluster.selected(new LabelSelectorBuilder()
                .withMatchLabels(service.getSpec().getSelector())
                .build());
        if (selected.size() != 1) {
            complaints.add(name + " selects pods of one workload, not of "
                    + selected.stream().map(Workload::name).toList());
            return;
        }
        for (ServicePort port : service.getSpec().getPorts()) {
            Object target = port.getTargetPort() == null
                    ? port.getPort()
                    : port.getTargetPort().getValue();
            if (!selected.getFirst().hasPort(target)) {
                complaints.add(name + " leads to the port " + target + ", which "
                        + selected.getFirst().name() + " does not have");
            }
        }
    }

    private void ingress(Ingress ingress) {
        String name = "Ingress/" + ingress.getMetadata().getName();
        if (ingress.getSpec().getTls().isEmpty()) {
            complaints.add(name + " has TLS");
        }
        ingress.getSpec().getTls().forEach(tls -> secret(name, tls.getSecretName(), "tls.crt"));
        ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .forEach(path -> backend(name, path.getBackend().getService()));
    }

    private void backend(String name, IngressServiceBackend backend) {
        exists(name, "Service", backend.getName());
        boolean found = cluster.all(Service.class).stream()
                .filter(service -> service.getMetadata().getName().equals(backend.getName()))
                .flatMap(service -> service.getSpec().getPorts().stream())
                .anyMatch(port -> port.getName().equals(backend.getPort().getName())
                        || port.getPort().equals(backend.getPort().getNumber()));
        if (!found) {
            complaints.add(name + " leads to a port that Service/" + backend.getName() + " does not have");
        }
    }

    private void scaledObject(ScaledObject object) {
        String name = "ScaledObject/" + object.metadata().getName();
        for (ScaledObject.Trigger trigger : object.spec().triggers()) {
            if (trigger.authenticationRef() != null) {
                exists(
                        name,
                        "TriggerAuthentication",
                        trigger.authenticationRef().name());
            }
            String host = trigger.metadata().get("host");
            boolean found = host == null
                    || cluster.all(RabbitmqCluster.class).stream()
                            .map(RabbitmqCluster::metadata)
                            .anyMatch(rabbitmq ->
                                    host.contains("//" + rabbitmq.getName() + "." + rabbitmq.getNamespace() + ".svc:"));
            if (!found) {
                complaints.add(name + " asks " + host + ", which is no RabbitMQ of this namespace");
            }
        }
    }

    private void triggerAuthentication(TriggerAuthentication authentication) {
        authentication
                .spec()
                .secretTargetRef()
                .forEach(ref -> secret(
                        "TriggerAuthentication/" + authentication.metadata().getName(), ref.name(), ref.key()));
    }

    private void serviceMonitor(ServiceMonitor monitor) {
        String name = "ServiceMonitor/" + monitor.getMetadata().getName();
        for (Endpoint endpoint : monitor.getSpec().getEndpoints()) {
            if (endpoint.getAuthorization() != null) {
                var credentials = endpoint.getAuthorization().getCredentials();
                secret(name, credentials.getName(), credentials.getKey());
            }
            boolean ofOperator = cluster.workloads().stream()
                    .filter(Workload::isMadeByOperator)
                    .anyMatch(workload -> workload.hasPort(endpoint.getPort())
                            && Cluster.matches(
                                    monitor.getSpec().getSelector(),
                                    workload.pods().getFirst()));
            if (!ofOperator && !isServed(monitor, endpoint)) {
                complaints.add(name + " selects no service with a port " + endpoint.getPort());
            }
        }
    }

    private boolean isServed(ServiceMonitor monitor, Endpoint endpoint) {
        return cluster.all(Service.class).stream()
                .filter(service -> Cluster.matches(
                        monitor.getSpec().getSelector(),
                        service.getMetadata().getLabels() == null
                                ? Map.of()
                                : service.getMetadata().getLabels()))
                .flatMap(service -> service.getSpec().getPorts().stream())
                .anyMatch(port -> port.getName().equals(endpoint.getPort()));
    }
}
