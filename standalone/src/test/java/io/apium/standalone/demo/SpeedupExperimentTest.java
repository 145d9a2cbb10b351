package io.apium.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.task.JsonText;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedupExperimentTest {

    @Test
    void the_longest_chain_below_a_million_starts_where_it_is_known_to_start() {
        assertThat(new CollatzRanges(100, 10_000).plainly()).isEqualTo("837,799, after 524 steps");
    }

    @Test
    void results_of_tasks_are_joined_to_the_answer_of_the_plain_loop() {
        CollatzRanges ranges = new CollatzRanges(3, 10);
        List<JsonText> results = payloads(
                "{\"start\": 9, \"steps\": 19}", "{\"start\": 18, \"steps\": 20}", "{\"start\": 27, \"steps\": 111}");
        RandomLists lists = new RandomLists(2, 1);

        assertThat(ranges.tasks()).hasSize(3);
        assertThat(ranges.joined(results)).isEqualTo(ranges.plainly()).isEqualTo("27, after 111 steps");
        assertThat(lists.tasks()).hasSize(2);
        assertThat(lists.joined(payloads(
                        "{\"size\": 1, \"mean\": 0.5, \"checksum\": \"ff00\"}",
                        "{\"size\": 1, \"mean\": 0.5, \"checksum\": \"8000000000000001\"}")))
                .isEqualTo("a checksum of 800000000000ff01 over all numbers");
    }

    @Test
    void a_part_is_no_larger_than_the_whole() {
        assertThat(new RandomLists(10, 5).part(4)).isEqualTo(new RandomLists(4, 5));
        assertThat(new CollatzRanges(10, 5).part(40)).isEqualTo(new CollatzRanges(10, 5));
    }

    @Test
    void an_answer_that_changes_from_round_to_round_ends_it() {
        Iterator<String> answers = List.of("before", "one", "one", "other").iterator();

        assertThatExceptionOfType(DemoFailedException.class)
                .isThrownBy(() -> TimedAnswer.of(new RandomLists(1, 1), _ -> answers.next(), 3, 1))
                .withMessage("1 lists of 1 random numbers: one round found one, another other");
    }

    @Test
    void a_median_is_the_middle_round_or_the_mean_of_the_middle_two() {
        assertThat(new RoundTimes(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new RoundTimes(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new RoundTimes(List.of()));
    }

    private static List<JsonText> payloads(String... json) {
        return List.of(json).stream().map(JsonText::new).toList();
    }
}
