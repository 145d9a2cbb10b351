package io.apium.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is secret, and who makes it: the user, whom {@code secrets.yaml} asks, or an operator. */
final class Secrets {

    private static final Set<String> OF_RABBITMQ =
            Set.of("username", "password", "host", "port", "provider", "type", "default_user.conf");
    private static final Set<String> OF_TLS = Set.of("tls.crt", "tls.key");

    private static final Pattern MADE_UP = Pattern.compile("\\$\\{[A-Z_]+}");
    private static final Pattern SECRET_NAME = Pattern.compile("PASS|TOKEN|SECRET|_KEY");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@]*:[^/@$][^/@]*@");

    private final Map<String, Set<String>> keys = new HashMap<>();

    Secrets(Cluster cluster) {
        cluster.requiredSecrets()
                .forEach(secret -> keys.put(
                        secret.getMetadata().getName(), secret.getStringData().keySet()));
        cluster.all(RabbitmqCluster.class)
                .forEach(rabbitmq -> keys.put(rabbitmq.metadata().getName() + "-default-user", OF_RABBITMQ));
        for (Ingress ingress : cluster.all(Ingress.class)) {
            if (ingress.getMetadata().getAnnotations().containsKey("cert-manager.io/cluster-issuer")) {
                ingress.getSpec().getTls().forEach(tls -> keys.put(tls.getSecretName(), OF_TLS));
            }
        }
    }

    Stream<String> finds(String who, String secret, String key) {
        Set<String> known = keys.get(secret);
        if (known == null) {
            return Stream.of(who + " refers to the secret " + secret + ", which nobody makes");
        }
        return known.contains(key)
                ? Stream.empty()
                : Stream.of(who + " refers to the key " + key + " of the secret " + secret + ", which has " + known);
    }

    /** No file contains a secret. */
    static Stream<String> plain(Cluster cluster) {
        List<String> complaints = new ArrayList<>();
        for (Secret secret : cluster.all(Secret.class)) {
            complaints.add("Secret/" + secret.getMetadata().getName() + " is no part of a rendering");
        }
        for (Secret secret : cluster.requiredSecrets()) {
            secret.getStringData().forEach((key, value) -> {
                if (!MADE_UP.matcher(value).find()) {
                    complaints.add("Secret/" + secret.getMetadata().getName() + " has a plain " + key);
                }
            });
        }
        for (Workload workload : cluster.workloads()) {
            workload.containers().stream()
                    .flatMap(container -> container.getEnv().stream())
                    .filter(Secrets::isPlain)
                    .map(variable -> workload.name() + " has a secret in plain text: " + variable.getName())
                    .forEach(complaints::add);
        }
        return complaints.stream();
    }

    private static boolean isPlain(EnvVar variable) {
        String value = variable.getValue();
        return value != null
                && (SECRET_NAME.matcher(variable.getName()).find()
                        || PASSWORD_IN_URL.matcher(value).find());
    }
}
