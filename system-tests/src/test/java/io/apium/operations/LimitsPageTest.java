package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;
import io.apium.bound.MessageBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

    private static final Path CHECKED_IN = Path.of("../docs/limits.md");

    private static final Map<String, List<Bound>> BOUNDS = LimitsPage.bounds();

    @Test
    void the_page_that_is_checked_in_says_what_the_code_does() throws IOException {
        String written = LimitsPage.text(BOUNDS);
        if (Boolean.getBoolean("apium.update")) {
            Files.writeString(CHECKED_IN, written);
        }

        assertThat(Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "")
                .as("docs/limits.md is stale: write it with " + LimitsPage.COMMAND)
                .isEqualTo(written);
    }

    @Test
    void every_module_with_limits_is_found() {
        assertThat(BOUNDS.get("core")).contains(MessageBounds.TASK_ID, MessageBounds.QUEUE_NAME);
        assertThat(BOUNDS.values().stream().flatMap(List::stream).map(Bound::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void another_value_is_another_page() {
        Bound bound = new Bound(
                "request body", 32 << 20, BoundUnit.BYTES, "every POST", "413 | 422", "apium.api.max-body-size");

        assertThat(LimitsPage.text(Map.of("api", List.of(bound))))
                .contains("## api")
                .contains("| request body | 32 MB; `apium.api.max-body-size` | every POST | 413 \\| 422 |");
        assertThat(LimitsPage.text(Map.of("core", List.of(MessageBounds.TASK_ID))))
                .contains("| task id | 255 bytes |");
    }
}
