package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.bound.SaturatingTime;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskOptionsTest {

    @Test
    void a_priority_is_a_number_from_0_to_255() {
        assertThat(new TaskOptions.Routing(null, 0).priority()).isZero();
        assertThat(new TaskOptions.Routing(null, 255).priority()).isEqualTo(255);
        assertThatThrownBy(() -> new TaskOptions.Routing(null, 256)).hasMessage("priority must be 0 to 255, got 256");
        assertThatThrownBy(() -> new TaskOptions.Routing(null, -1)).hasMessageEndingWith("got -1");
    }

    @Test
    void changing_one_thing_leaves_the_others_as_they_are() {
        var routing = new TaskOptions.Routing(new QueueName("fast"), 3);
        var timing = new TaskOptions.Timing(null, null, Duration.ofSeconds(2), Duration.ofSeconds(1));
        var links = new TaskOptions.Links(List.of(Signature.of("a")), List.of(Signature.of("b")));
        var reply = new TaskOptions.Reply(true, "back", "shadow");
        var membership = new GroupMembership(new GroupId("g"), 1, null);
        TaskId id = new TaskId("id");

        TaskOptions changed = TaskOptions.NONE
                .withMembership(membership)
                .withReply(reply)
                .withLinks(links)
                .withTiming(timing)
                .withRouting(routing)
                .withId(id);

        assertThat(changed)
                .isEqualTo(new TaskOptions(id, routing, timing, links, reply, membership, TaskOptions.NONE.extra()));
    }

    @Test
    void a_moment_is_named_outright_or_by_how_far_off_it_is() {
        Instant now = Instant.EPOCH;

        assertThat(new RelativeTime.In(Duration.ofSeconds(3)).from(now)).isEqualTo(Instant.ofEpochSecond(3));
        assertThat(new RelativeTime.At(Instant.MAX).from(now)).isEqualTo(SaturatingTime.LATEST);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("apium_flow", "soon"),
                Arguments.of("apium_flow", "1|2|3|-"),
                Arguments.of("apium_flow", "0|0|0|-|flow"),
                Arguments.of("apium_flow", "1|-1|0|-|flow"),
                Arguments.of("apium_flow", "1|0|0|soon|flow"),
                Arguments.of("apium_flow", "1|0|0|-|"),
                Arguments.of("apium_flow", List.of()),
                Arguments.of("apium_retry", "often"),
                Arguments.of("apium_retry", Map.of("max_retries", 1.5, "delay_ms", 0, "delay_max_ms", 0)),
                Arguments.of("apium_retry", Map.of("max_retries", 1, "delay_ms", Double.NaN, "delay_max_ms", 0)),
                Arguments.of("apium_repeat", "yes"),
                Arguments.of("apium_held", -1),
                Arguments.of("apium_moved", 1.5),
                Arguments.of("apium_moved_since", "2026-01-01"),
                Arguments.of("apium_moved_since", -1L),
                Arguments.of("apium_replays", Map.of()),
                Arguments.of("x".repeat(256), 1),
                Arguments.of("nested", Map.of("漢".repeat(86), 1)),
                Arguments.of("long", "x".repeat(100_001)),
                Arguments.of("text", "\ud800"),
                Arguments.of("\ud800", "text"),
                Arguments.of("deep", nested(21)));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void options_with_a_header_that_somebody_could_not_read_or_send_later_are_refused(String name, Object value) {
        assertThatThrownBy(() -> TaskOptions.NONE.withExtra(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header");
    }

    @Test
    void a_header_at_its_bounds_is_taken() {
        assertThat(TaskOptions.NONE.withExtra("x".repeat(255), nested(19)).extra())
                .hasSize(1);
        assertThat(TaskOptions.NONE.withExtra("apium_tomorrow", "soon").extra()).hasSize(1);
        assertThat(TaskOptions.NONE.withExtra("apium_held", Long.MAX_VALUE).extra())
                .hasSize(1);
    }

    @Test
    void what_a_reply_goes_to_and_the_name_that_logs_show_are_plain_and_bounded() {
        for (String name : List.of("", "a\nb", "x".repeat(256), "漢".repeat(86), "\u001b[31m", "\ud800")) {
            assertThatThrownBy(() -> new TaskOptions.Reply(false, name, null)).hasMessageContaining("reply_to must");
            assertThatThrownBy(() -> new TaskOptions.Reply(false, null, name)).hasMessageContaining("shadow name must");
        }
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 1; i < levels; i++) {
            value = List.of(value);
        }
        return value;
    }
}
