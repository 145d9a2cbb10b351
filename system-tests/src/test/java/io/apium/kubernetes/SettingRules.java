package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Apium's settings exist and are taken, the time to drain is enough, and images are those of a version. */
final class SettingRules {

    private static final String PREFIX = "APIUM_";
    private static final String GRACE = "APIUM_WORKER_SHUTDOWN_TIMEOUT";

    /** What a worker needs after its tasks have ended or gone back. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private SettingRules() {}

    static Stream<String> complaints(Cluster cluster) {
        List<String> complaints = new ArrayList<>();
        boolean isProduction = !cluster.all(RabbitmqCluster.class).isEmpty();
        for (Workload workload : cluster.workloads()) {
            for (Container container : workload.spec().getContainers()) {
                Map<String, String> settings = settings(cluster, container);
                Settings.complaints(settings).stream()
                        .map(complaint -> workload.name() + ": " + complaint)
                        .forEach(complaints::add);
                if (isProduction) {
                    image(workload.name(), container.getImage()).forEach(complaints::add);
                }
            }
            if (workload.isWorker()) {
                drains(cluster, workload).forEach(complaints::add);
            }
        }
        return complaints.stream();
    }

    /** What Apium finds in its environment. Secrets are there, and are something or other that fits. */
    private static Map<String, String> settings(Cluster cluster, Container container) {
        Map<String, String> settings = new HashMap<>();
        container.getEnvFrom().stream()
                .flatMap(from -> cluster.all(ConfigMap.class).stream()
                        .filter(map -> map.getMetadata()
                                .getName()
                                .equals(from.getConfigMapRef().getName())))
                .forEach(map -> settings.putAll(map.getData()));
        container.getEnv().forEach(variable -> settings.put(variable.getName(), value(cluster, variable)));
        settings.keySet().removeIf(name -> !name.startsWith(PREFIX));
        return settings;
    }

    private static String value(Cluster cluster, EnvVar variable) {
        if (variable.getValue() != null) {
            return variable.getValue();
        }
        SecretKeySelector from = variable.getValueFrom().getSecretKeyRef();
        return cluster.requiredSecrets().stream()
                .filter(secret -> from != null && secret.getMetadata().getName().equals(from.getName()))
                .map(secret -> secret.getStringData().getOrDefault(from.getKey(), ""))
                .map(value -> value.replaceAll("\\$\\{[A-Z_]+}", "secret"))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> drains(Cluster cluster, Workload worker) {
        Container container = worker.spec().getContainers().getFirst();
        String said = settings(cluster, container).getOrDefault(GRACE, "PT30S");
        Duration grace = said.startsWith("P") ? Duration.parse(said) : Duration.ZERO;
        boolean sleeps = container.getLifecycle() != null
                && container.getLifecycle().getPreStop() != null
                && container.getLifecycle().getPreStop().getSleep() != null;
        long asleep = sleeps ? container.getLifecycle().getPreStop().getSleep().getSeconds() : 0;
        Duration needed = grace.plusSeconds(asleep).plus(CLOSING);
        long given = worker.spec().getTerminationGracePeriodSeconds();
        return needed.toSeconds() <= given
                ? Stream.empty()
                : Stream.of(worker.name() + " is killed after " + given + " s, and takes up to " + needed.toSeconds()
                        + " s to drain");
    }

    private static Stream<String> image(String who, String image) {
        String tag = image.substring(image.lastIndexOf('/') + 1);
        boolean named = tag.contains(":") && !tag.endsWith(":latest");
        return named ? Stream.empty() : Stream.of(who + " runs the image of a version, not " + image);
    }
}
