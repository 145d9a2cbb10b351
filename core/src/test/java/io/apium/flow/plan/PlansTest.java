package io.apium.flow.plan;

import static io.apium.flow.plan.Plans.chain;
import static io.apium.flow.plan.Plans.chord;
import static io.apium.flow.plan.Plans.dag;
import static io.apium.flow.plan.Plans.group;
import static io.apium.flow.plan.Plans.items;
import static io.apium.flow.plan.Plans.map;
import static io.apium.flow.plan.Plans.orElse;
import static io.apium.flow.plan.Plans.previous;
import static io.apium.flow.plan.Plans.range;
import static io.apium.flow.plan.Plans.reduce;
import static io.apium.flow.plan.Plans.reference;
import static io.apium.flow.plan.Plans.result;
import static io.apium.flow.plan.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.canvas.Signature;
import io.apium.flow.ToyWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlansTest {

    private static final Path PAGE = Path.of("../docs/tasks.md");
    private static final Path HERE = Path.of("src/test/java/io/apium/flow/plan/PlansTest.java");

    @Test
    void what_is_written_down_runs() {
        Plan squares = map("number")
                .over(range(0, 5))
                .chunk(2)
                .window(8)
                .reduce("words", 2)
                .plan();
        Plan plan = dag().node("squares", squares)
                .node("both", task("words", List.of(reference("squares"), reference("x"))))
                .node("x", task("words", List.of("x")), "squares")
                .plan();

        assertThat(new ToyWorld(1).run(plan)).isEqualTo("0;1;2;3;4;x");
        assertThat(new ToyWorld(1)
                        .run(chain(
                                chord(group(task("word", "a"), task("word", "b")), task("words")), task("word", "c"))))
                .isEqualTo(new ToyWorld(1)
                        .run(new Plan.Chain(List.of(
                                new Plan.Chord(
                                        new Plan.Group(List.of(task("word", "a"), task("word", "b"))), task("words")),
                                task("word", "c")))));
    }

    @Test
    void a_map_has_what_was_said_of_it_and_else_what_is_usual() {
        Signature call = Signature.of("t", 7);

        assertThat(map("t", 7).over(items(1, null)).onFailure(orElse("0")).plan())
                .isEqualTo(new Plan.Map(call, items(1, null), null, Plan.Map.WINDOW, null, orElse("0")));
        assertThat(map("t", 7).over(previous()).chunk(3).window(4).reduce("sum").plan())
                .isEqualTo(new Plan.Map(
                        call,
                        new ItemSource.Previous(),
                        3,
                        4,
                        new Plan.Joining(Signature.of("sum"), Plan.Joining.FAN_IN),
                        FailurePolicy.NONE));
        assertThat(Plans.scatter("t", Plans.records("sha256:0", 9), 3))
                .isEqualTo(new Plan.Scatter(
                        Signature.of("t"), new ItemSource.Lines("sha256:0", 9, true), 3, FailurePolicy.NONE));
        assertThat(Plans.task(Signature.of("t"), Plans.skip()))
                .isEqualTo(new Plan.Task(Signature.of("t"), new FailurePolicy(FailurePolicy.Failing.SKIP, null, null)));
        assertThat(Plans.undo(Signature.of("u")).undo()).isEqualTo(Signature.of("u"));
    }

    @Test
    void a_map_over_nothing_and_a_name_given_twice_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> map("t").plan()).withMessageContaining("a map must have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dag().node("a", task("t")).node("a", task("t")))
                .withMessageContaining("'a'");
    }

    @Test
    void the_example_of_the_docs_is_this_code() throws IOException {
        Plan plan = example();

        assertThat(FlowGraph.of(plan).nodes()).extracting(FlowGraph.Node::name).contains("dag.sum.reduce", "dag.text");
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Dag.class,
                        dag -> assertThat(dag.nodes().get("text").after()).isEqualTo(Set.of("longest")));
        String page = Files.readString(PAGE);
        String here = Files.readString(HERE).replaceAll("\\s+", "");
        List<String> blocks = Pattern.compile("```java\\n(Plan .*?)```", Pattern.DOTALL)
                .matcher(page.substring(page.indexOf("## Flows")))
                .results()
                .map((MatchResult block) -> block.group(1).replaceAll("\\s+", ""))
                .toList();
        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(here).contains(block));
    }

    private static Plan example() {
        Plan plan = dag().node(
                        "squares", map("math.square").over(range(0, 1000)).plan())
                .node("sum", reduce("math.sum", result("squares")))
                .node("longest", task("demo.collatz", 1, 1000))
                .node("text", task("demo.echo", reference("longest")), "longest")
                .plan();
        return plan;
    }
}
