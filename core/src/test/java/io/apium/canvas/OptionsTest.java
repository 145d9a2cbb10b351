package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void a_priority_is_a_number_from_0_to_255() {
        assertThat(new Options.Routing(null, 0).priority()).isZero();
        assertThat(new Options.Routing(null, 255).priority()).isEqualTo(255);
        assertThatThrownBy(() -> new Options.Routing(null, 256))
                .hasMessage("a priority is a number from 0 to 255, got: 256");
        assertThatThrownBy(() -> new Options.Routing(null, -1)).hasMessageEndingWith("got: -1");
    }

    @Test
    void changing_one_thing_leaves_the_others_as_they_are() {
        var routing = new Options.Routing(new QueueName("fast"), 3);
        var timing = new Options.Timing(null, null, Duration.ofSeconds(2), Duration.ofSeconds(1));
        var links = new Options.Links(List.of(Signature.of("a")), List.of(Signature.of("b")));
        var reply = new Options.Reply(true, "back", "shadow");
        var membership = new Membership(new GroupId("g"), 1, null);
        TaskId id = new TaskId("id");

        Options changed = Options.NONE
                .withMembership(membership)
                .withReply(reply)
                .withLinks(links)
                .withTiming(timing)
                .withRouting(routing)
                .withId(id);

        assertThat(changed).isEqualTo(new Options(id, routing, timing, links, reply, membership, Options.NONE.extra()));
    }

    @Test
    void a_moment_is_named_outright_or_by_how_far_off_it_is() {
        Instant now = Instant.EPOCH;

        assertThat(new When.In(Duration.ofSeconds(3)).from(now)).isEqualTo(Instant.ofEpochSecond(3));
        assertThat(new When.At(Instant.MAX).from(now)).isEqualTo(Instant.MAX);
    }
}
