package io.apium.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An overlay, written out. */
enum RenderedOverlay {
    DEV,
    PRODUCTION;

    private static final Path K8S = house().resolve("k8s");
    private static final String SECRETS = "secrets.yaml";

    private static Path house() {
        Path top = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(top.resolve("system-tests"))) {
            top = top.getParent();
        }
        return top;
    }

    /** The files of which people write each line, without those that only kustomize reads. */
    static List<Path> sources() {
        return files("base", "components", "overlays")
                .filter(file -> file.toString().endsWith(".yaml"))
                .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("broker-url.yaml"))
                .map(K8S::resolve)
                .toList();
    }

    Path file() {
        return K8S.resolve("rendered").resolve(overlay() + ".yaml");
    }

    List<JsonNode> documents() {
        return Schema.documents(text(file()));
    }

    /** What the user has to make, which is no part of the rendering. */
    List<Secret> requiredSecrets() {
        return Schema.documents(text(overlayFolder().resolve(SECRETS))).stream()
                .map(document -> (Secret) Schema.read(document).content())
                .toList();
    }

    Cluster cluster() {
        return Cluster.of(documents().stream().map(Schema::read).toList(), requiredSecrets());
    }

    /** What {@code k8s/render} writes at the rendering's head: over paths, sorted bytewise, and contents. */
    String digestOfSources() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files("base", "components", "overlays/" + overlay())
                    .filter(file -> !file.endsWith(SECRETS))
                    .sorted((a, b) -> unix(a).compareTo(unix(b)))
                    .toList()) {
                digest.update((unix(file) + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(K8S.resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the sources of a rendering could not be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    private Path overlayFolder() {
        return K8S.resolve("overlays").resolve(overlay());
    }

    private String overlay() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String unix(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static Stream<Path> files(String... folders) {
        return Stream.of(folders).flatMap(folder -> {
            try (Stream<Path> files = Files.walk(K8S.resolve(folder))) {
                return files.filter(Files::isRegularFile).map(K8S::relativize).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException("the files under k8s/" + folder + " could not be listed", e);
            }
        });
    }
}
