package io.apium.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that an operator is given. */
final class Deploy {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Deploy() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(path + " cannot be read", missing);
        }
    }

    static Map<String, Object> yaml(String path) {
        return new Yaml().load(text(path));
    }

    static JsonNode json(String path) {
        return JsonMapper.shared().readTree(text(path));
    }

    /** The code of all services, without their tests. */
    static List<String> sources() {
        try (Stream<Path> rooms = Files.list(ROOT)) {
            List<String> sources = new ArrayList<>();
            for (Path code : rooms.map(room -> room.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(code)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    sources.add(text(ROOT.relativize(file).toString())));
                }
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the services' code cannot be read", unreadable);
        }
    }

    /** A list of mappings, as YAML has it. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) of.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> of, String key) {
        return (Map<String, Object>) of.getOrDefault(key, Map.of());
    }
}
