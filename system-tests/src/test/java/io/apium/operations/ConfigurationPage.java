package io.apium.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page {@code docs/configuration.md}, made from the {@code spring-configuration-metadata.json} of all modules. */
final class ConfigurationPage {

    static final String METADATA = "META-INF/spring-configuration-metadata.json";

    static final GeneratedPage PAGE = new GeneratedPage("configuration.md", "ConfigurationPageTest");

    private static final String HEAD = """
            # Configuration

            Every key can be set in the environment (`apium.worker.max-result-size` is `APIUM_WORKER_MAX_RESULT_SIZE`), as
            a system property, or in an `application.properties` or `application.yaml` in the working directory. An option
            of the command line takes precedence over the environment. Times are in ISO 8601 (`PT30S`) or with a unit
            (`30s`), sizes have a unit (`16MB`), and lists are separated by commas.

            An invalid value prevents the start: the process prints one line with the key and the value, and exits with
            code 2.

            The build compares this page with the records annotated with `@ConfigurationProperties`, from which the
            command at its end writes it: do not edit it by hand.
            """;

    private ConfigurationPage() {}

    /** One key, as the metadata describes it. */
    record Key(String name, String type, String defaultValue, String description) {

        static Key of(JsonNode property) {
            JsonNode value = property.path("defaultValue");
            return new Key(
                    property.path("name").asString(),
                    type(property.path("type").asString()),
                    value.isArray() ? joined(value) : value.isMissingNode() ? "" : value.asString(),
                    markdown(property.path("description").asString("")));
        }

        private static String joined(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(","));
        }

        private static String type(String java) {
            String simple = java.replaceAll("[a-z]+\\.|[A-Za-z]+\\$", "");
            return switch (simple) {
                case "Integer", "Long" -> "number";
                case "Boolean" -> "true or false";
                case "DataSize" -> "size";
                case "Duration" -> "time";
                case "List<String>" -> "list";
                case "Path" -> "path";
                case "String" -> "text";
                default -> simple.startsWith("Map<") ? "map" : "word";
            };
        }

        private static String markdown(String javadoc) {
            return javadoc.replaceAll("\\{@code\\s+([^}]*)}", "`$1`").replace("|", "\\|");
        }

        String row() {
            String value = defaultValue.isEmpty() ? "" : "`" + defaultValue + "`";
            return "| `%s` | %s | %s | %s |".formatted(name, type, value, description);
        }

        /** The first two words of the key, or the first alone. */
        String group() {
            String[] words = name.split("\\.", -1);
            return words.length < 3 ? words[0] : words[0] + "." + words[1];
        }
    }

    /** The keys of all modules on the class path. */
    static Map<String, Key> keys() {
        Map<String, Key> keys = new TreeMap<>();
        try {
            for (URL file :
                    Collections.list(ConfigurationPage.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = file.openStream()) {
                    for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
                        if (property.path("name").asString().startsWith("apium.")) {
                            keys.put(property.path("name").asString(), Key.of(property));
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(METADATA + " cannot be read", unreadable);
        }
        return keys;
    }

    static String text(Map<String, Key> keys) {
        Map<String, List<Key>> groups =
                keys.values().stream().collect(Collectors.groupingBy(Key::group, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        groups.forEach((group, list) -> {
            page.append("\n## ").append(group).append("\n\n");
            page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
            list.forEach(key -> page.append(key.row()).append('\n'));
        });
        return PAGE.text(page);
    }
}
