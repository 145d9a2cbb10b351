package io.apium.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RenderedOverlayTest {

    static Stream<Path> sources() {
        return RenderedOverlay.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void a_source_says_only_what_kubernetes_knows(Path source) {
        var documents = Schema.documents(RenderedOverlay.text(source));

        assertThat(documents).isNotEmpty();
        for (JsonNode document : documents) {
            assertThatCode(() -> Schema.read(document)).as(source.toString()).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_rendering_says_only_what_kubernetes_knows(RenderedOverlay overlay) {
        assertThat(overlay.cluster().manifests()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void a_rendering_is_made_from_the_sources_as_they_are(RenderedOverlay overlay) {
        String text = RenderedOverlay.text(overlay.file());

        assertThat(text.lines().limit(3))
                .as("%s is older than its sources: run k8s/render", overlay.file())
                .contains("# " + overlay.digestOfSources());
    }

    @ParameterizedTest
    @EnumSource
    void a_rendering_keeps_all_rules(RenderedOverlay overlay) {
        assertThat(overlay.cluster().complaints()).isEmpty();
    }
}
