package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;
import io.apium.bound.MessageBounds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

    private static final Map<String, List<Bound>> BOUNDS = LimitsPage.bounds();

    @Test
    void the_page_that_is_checked_in_says_what_the_code_does() throws IOException {
        LimitsPage.PAGE.assertUpToDate(LimitsPage.text(BOUNDS));
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
