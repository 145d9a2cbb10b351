package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void results_come_before_its_own_arguments() {
        assertThat(Signature.of("a", 3).after(List.of(1, 2)).args()).containsExactly(1, 2, 3);
    }

    @Test
    void an_immutable_one_takes_no_results() {
        Signature immutable = new Signature("a", List.of(3), Map.of(), TaskOptions.NONE, true);

        assertThat(immutable.after(List.of(1))).isSameAs(immutable);
    }

    @Test
    void null_is_an_argument_like_any_other() {
        assertThat(Signature.of("a", (Object) null).keyword("b", null))
                .isEqualTo(Signature.of("a", (Object) null).keyword("b", null))
                .returns(1, signature -> signature.args().size())
                .returns(true, signature -> signature.kwargs().containsKey("b"));
    }

    @Test
    void it_does_not_change_with_the_collections_that_it_was_made_of() {
        List<Object> args = new ArrayList<>(List.of(1));
        Map<String, Object> kwargs = new HashMap<>();
        Signature signature = new Signature("a", args, kwargs, TaskOptions.NONE, false);

        args.add(2);
        kwargs.put("b", 3);

        assertThat(signature).isEqualTo(Signature.of("a", 1));
    }

    @Test
    void callbacks_add_up() {
        Signature once = Signature.of("a").linked(List.of(Signature.of("b")));

        assertThat(once.linked(List.of(Signature.of("c"))).options().links().onSuccess())
                .containsExactly(Signature.of("b"), Signature.of("c"));
    }

    @Test
    void a_name_has_1_to_255_bytes() {
        assertThat(Signature.of("x".repeat(255)).task()).hasSize(255);
        assertThatThrownBy(() -> Signature.of("x".repeat(256))).hasMessageContaining("at most 255 bytes, got 256");
        assertThatThrownBy(() -> Signature.of(" ")).hasMessageContaining("must not be blank");
    }
}
