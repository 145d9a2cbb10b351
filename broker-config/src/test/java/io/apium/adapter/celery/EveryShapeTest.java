package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.record.ChordMember;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.record.RecordCodec;
import io.apium.bound.MessageBounds;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.flow.FlowState;
import io.apium.flow.NodeState;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.NodeValue;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plans;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryState;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.OneTime;
import io.apium.schedule.Schedule;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let in can be read again wherever it is written; what is not let in is refused with a reason. */
class EveryShapeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long SEED = Long.getLong("seed", 13);
    private static final int NESTING = MessageBounds.NESTING.intMax();

    /** Text that was once put into JSON by hand. */
    private static final ResultMetadata PROVENANCE = new ResultMetadata(
            "a\"task\\",
            "w@漢",
            "q",
            1,
            new TaskId("\\"),
            new GroupId("\""),
            List.of(new TaskId("a\"b\\c"), new TaskId("漢")));

    private final MessageReader reader = new MessageReader(50_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");
    private final EntryCodec states = new EntryCodec(writer);

    @Test
    void every_value_at_its_bounds_comes_back_from_every_place_that_it_is_written_to() {
        for (Object value : Shapes.atTheirBounds()) {
            check(value);
        }
    }

    @Test
    void so_does_any_value() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            check(Shapes.random(random, 0));
        }
    }

    private void check(@Nullable Object value) {
        Signature call = Signature.of("t", value).keyword("named", value);
        TaskMessage message = message(call);
        assertThat(read(writer.write(message, NOW))).isEqualTo(message);
        kept(new DelayedTask(message, NOW));
        Schedule schedule = new Schedule(
                "s", Signature.of("t", value), new OneTime(NOW), Schedule.Overlap.ALLOW, Schedule.CatchUp.ALL, false);
        kept(new ScheduleEntry(schedule, false, NOW, null, null, null, 0));

        JsonText json = new JsonText(PythonJson.text(value == null ? List.of() : value));
        TaskId id = message.id();
        TaskRecord.Ended ended = new TaskRecord.Succeeded(id, json, NOW, PROVENANCE);
        assertThat(RecordCodec.read(id, RecordCodec.write(ended))).isEqualTo(ended);
        assertThat(ChordMember.read(ChordMember.write(ended))).isEqualTo(new ChordMember.Good(id, json));
        assertThat(PythonJson.read(json.json())).isEqualTo(value == null ? List.of() : value);
        flow(call, json);

        TaskMessage body = message(Signature.of("body", List.of(json, json)));
        assertThat(read(writer.write(body, NOW)).signature().args())
                .isEqualTo(List.of(List.of(PythonJson.read(json.json()), PythonJson.read(json.json()))));
    }

    private void flow(Signature call, JsonText json) {
        Plan plan = Plans.task(call, Plans.orElse(json.json()));
        List<NodeState> nodeStates =
                List.of(new NodeState.Ended(new NodeValue.Many(List.of(new NodeValue.Known(json)))));
        kept(new FlowEntry(
                new FlowState(message(call), plan, 1, 1, nodeStates, FlowState.Phase.RUNNING, NOW, NOW, null, null)));
    }

    static Stream<Arguments> canvases() {
        return Stream.of(
                Arguments.of("links", (UnaryOperator<Canvas>)
                        canvas -> Signature.of("t").linked(List.of(canvas))),
                Arguments.of("errbacks", (UnaryOperator<Canvas>)
                        canvas -> Signature.of("t").guarded(List.of(canvas))),
                Arguments.of("chains", (UnaryOperator<Canvas>) canvas -> new Chain(List.of(canvas, Signature.of("t")))),
                Arguments.of("linked chains", (UnaryOperator<Canvas>)
                        canvas -> new Chain(List.of(Signature.of("t").linked(List.of(canvas))))),
                Arguments.of("groups", (UnaryOperator<Canvas>) canvas -> Group.of(canvas)),
                Arguments.of("headers", (UnaryOperator<Canvas>)
                        canvas -> new Chord(List.of(canvas), Signature.of("b"), TaskOptions.NONE)),
                Arguments.of("bodies", (UnaryOperator<Canvas>)
                        canvas -> new Chord(List.of(Signature.of("t")), canvas, TaskOptions.NONE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("canvases")
    void a_canvas_as_deep_as_a_request_may_be_is_sent_and_kept(String name, UnaryOperator<Canvas> around) {
        Canvas canvas = Signature.of("innermost", 1);
        for (int i = 0; i < NESTING / 2; i++) {
            canvas = around.apply(canvas);
        }
        Submission submission = Submission.of(canvas, SubmissionContext.named(name, NOW));

        assertThat(submission.messages()).isNotEmpty();
        for (TaskMessage message : submission.messages()) {
            assertThat(read(writer.write(message, NOW)).id()).isEqualTo(message.id());
            TaskMessage read = read(writer.write(message, NOW));
            kept(new DelayedTask(read, NOW));
        }
    }

    @Test
    void a_plan_as_deep_as_a_flow_may_be_is_kept() {
        Plan plan = Plans.task(Signature.of("innermost", Shapes.nested(NESTING)), FailurePolicy.NONE);
        for (int i = 0; i < 20; i++) {
            plan = i % 2 == 0 ? Plans.chain(plan) : Plans.chord(Plans.group(plan), Plans.task("b"));
        }
        FlowState flow = FlowState.of(new TaskId("f"), plan, NOW, null);

        kept(new FlowEntry(flow));
    }

    private void kept(EntryState state) {
        String written = states.write(state);
        assertThat(states.read(state.key().kind(), written)).isEqualTo(state);
        // as long as the state has it, the text must survive the store, which keeps UTF-8
        assertThat(new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(written);
    }

    private static TaskMessage message(Signature call) {
        TaskId id = new TaskId("an-id");
        TaskOptions options = call.options().withId(id).withRouting(new TaskOptions.Routing(QueueName.DEFAULT, 0));
        return new TaskMessage(id, id, null, 0, null, null, call.with(options), List.of());
    }

    private TaskMessage read(MessageWriter.Written written) {
        return switch (reader.read(written.properties(), written.body(), QueueName.DEFAULT)) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
