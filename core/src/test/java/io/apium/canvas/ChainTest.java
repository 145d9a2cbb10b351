package io.apium.canvas;

import static io.apium.canvas.Canvases.chain;
import static io.apium.canvas.Canvases.chord;
import static io.apium.canvas.Canvases.names;
import static io.apium.canvas.Canvases.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.task.GroupId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

    @Test
    void chains_inside_a_chain_are_unrolled() {
        assertThat(chain(task("a"), chain(task("b"), chain(task("c"))), task("d"))
                        .flat())
                .containsExactly(task("a"), task("b"), task("c"), task("d"));
    }

    @Test
    void a_group_followed_by_a_step_is_a_chord() {
        assertThat(chain(Group.of(task("a")), task("b")).flat()).containsExactly(chord(task("b"), task("a")));
    }

    @Test
    void a_group_at_the_end_stays_a_group() {
        assertThat(chain(task("a"), Group.of(task("b"))).flat()).containsExactly(task("a"), Group.of(task("b")));
    }

    @Test
    void what_follows_a_chord_is_run_after_its_body() {
        List<Canvas> flat = chain(Group.of(task("a")), task("b"), Group.of(task("c")), task("d"))
                .flat();

        Chord outer = (Chord) flat.getFirst();
        assertThat(flat).hasSize(1);
        assertThat(names(List.of(outer.body()))).containsExactly("b", "c", "d");
    }

    @Test
    void a_callback_is_the_last_steps_and_an_errback_every_steps() {
        Chain chain = chain(task("a"), task("b"));

        assertThat(chain.linked(List.of(task("c"))).steps())
                .containsExactly(task("a"), task("b").linked(List.of(task("c"))));
        assertThat(chain.guarded(List.of(task("c"))).steps())
                .containsExactly(
                        task("a").guarded(List.of(task("c"))), task("b").guarded(List.of(task("c"))));
    }

    @Test
    void a_group_at_its_end_whose_members_are_counted_one_by_one_stays_as_it_is() {
        Canvas body = task("body");
        Canvas counted = task("b").member(new GroupMembership(new GroupId("g"), 0, body));
        Chain chain = chain(task("a"), Group.of(counted));

        assertThat(chain.member(new GroupMembership(new GroupId("g"), 0, body))).isEqualTo(chain);
    }

    @Test
    void a_chain_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Chain(List.of())).hasMessage("a chain must have at least one step");
    }
}
