package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class ConfigurationPageTest {

    private static final Map<String, ConfigurationPage.Key> KEYS = ConfigurationPage.keys();

    @Test
    void the_page_that_is_checked_in_has_the_keys_of_the_code() throws IOException {
        ConfigurationPage.PAGE.assertUpToDate(ConfigurationPage.text(KEYS));
    }

    @Test
    void every_component_of_a_properties_record_is_in_the_metadata_with_a_description() throws Exception {
        List<String> components = components();

        assertThat(components).contains("apium.redis.url", "apium.worker.child.memory", "apium.api.port");
        assertThat(KEYS.keySet()).containsExactlyInAnyOrderElementsOf(components);
        assertThat(KEYS.values())
                .allSatisfy(key -> assertThat(key.description())
                        .as(key.name())
                        .isNotBlank()
                        .doesNotContain("{@", "\n"));
    }

    @Test
    void another_default_is_another_page() {
        ConfigurationPage.Key key =
                new ConfigurationPage.Key("apium.worker.pool", "word", "threads", "threads | virtual");

        assertThat(ConfigurationPage.text(Map.of(key.name(), key)))
                .contains("## apium.worker\n", "| `apium.worker.pool` | word | `threads` | threads | virtual |");
    }

    private static List<String> components() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<String> components = new ArrayList<>();
        for (var found : scanner.findCandidateComponents("io.apium")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            if (type.isRecord()) {
                add(components, prefix, type);
            }
        }
        return components;
    }

    private static void add(List<String> components, String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                add(components, key, component.getType());
            } else {
                components.add(key);
            }
        }
    }
}
