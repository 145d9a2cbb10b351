package io.apium.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final Bound FIVE = Bound.fixed("name", 5, BoundUnit.BYTES, "here", "nothing");

    @ParameterizedTest
    @ValueSource(strings = {"a", "ž", "漢", "𝄞"})
    void a_bound_counts_bytes_of_utf8_for_characters_of_every_length(String character) {
        int each = character.getBytes(StandardCharsets.UTF_8).length;
        for (int bytes = 254; bytes <= 256; bytes++) {
            String text = "x".repeat(bytes % each) + character.repeat(bytes / each);
            List<Function<String, Object>> constructors = List.of(TaskId::new, GroupId::new);
            for (Function<String, Object> constructor : constructors) {
                if (bytes <= 255) {
                    assertThat(constructor.apply(text)).hasToString(text);
                } else {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> constructor.apply(text))
                            .withMessageContaining("255 bytes, got 256");
                }
            }
        }
    }

    @Test
    void a_queue_name_ends_at_255_bytes_and_is_none_of_the_brokers_or_celerys_own() {
        assertThat(new QueueName("漢".repeat(85)).name()).hasSize(85);
        assertThatIllegalArgumentException().isThrownBy(() -> new QueueName("漢".repeat(86)));
        for (String reserved :
                List.of("amq.x", "celery.pidbox", "reply.celery.pidbox", "w1@host.celery.pidbox", "celeryev")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new QueueName(reserved))
                    .withMessageContaining("reserved");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\u0000", "\u001b[2J", "a\u0085", "a\u2028b", "a\u202eb", "\ud800", "a\udc00b", " ", ""
            })
    void text_that_could_forge_a_log_line_or_is_no_utf8_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainText.check(FIVE, text))
                .satisfies(refused -> assertThat(refused.getMessage().chars().boxed())
                        .noneMatch(c -> Character.isISOControl(c) || (c >= 0xd800 && c <= 0xdfff)));
    }

    @Test
    void what_is_shown_is_short_and_keeps_whole_characters() {
        assertThat(PlainText.shown("𝄞".repeat(3))).isEqualTo("'𝄞𝄞𝄞'");
        assertThat(PlainText.shown("x".repeat(500))).hasSize(83);
        assertThat(PlainText.shown(null)).isEqualTo("null");
    }
}
