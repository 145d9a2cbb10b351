package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form with every option in every place: the tasks that Celery gives the option to have it when they are sent. */
class GivenOptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** @param seen what of a message shows it, and what that must be */
    private record Case(TaskOptions options, Function<TaskMessage, @Nullable Object> seen, Object wanted) {}

    private static final Map<String, Case> OPTIONS = new LinkedHashMap<>();
    private static final Map<String, Function<TaskOptions, Canvas>> FORMS = new LinkedHashMap<>();
    private static final Map<String, Function<Canvas, List<TaskMessage>>> PLACES = new LinkedHashMap<>();

    static {
        option(
                "queue",
                TaskOptions.NONE.withRouting(new TaskOptions.Routing(new QueueName("fast"), null)),
                message -> message.options().routing().queue(),
                new QueueName("fast"));
        option(
                "priority",
                TaskOptions.NONE.withRouting(new TaskOptions.Routing(null, 7)),
                message -> message.options().routing().priority(),
                7);
        option(
                "countdown",
                timing(new RelativeTime.In(Duration.ofSeconds(5)), null, null),
                TaskMessage::eta,
                NOW.plusSeconds(5));
        option(
                "eta",
                timing(new RelativeTime.At(NOW.plusSeconds(9)), null, null),
                TaskMessage::eta,
                NOW.plusSeconds(9));
        option(
                "expires",
                timing(null, new RelativeTime.In(Duration.ofSeconds(6)), null),
                TaskMessage::expires,
                NOW.plusSeconds(6));
        option(
                "time_limit",
                timing(null, null, Duration.ofSeconds(3)),
                message -> message.options().timing().hardLimit(),
                Duration.ofSeconds(3));
        option(
                "headers",
                TaskOptions.NONE.withExtra("tenant", "a"),
                message -> message.options().extra().get("tenant"),
                "a");
        option(
                "shadow",
                TaskOptions.NONE.withReply(new TaskOptions.Reply(false, null, "other")),
                message -> message.options().reply().shadow(),
                "other");
        option(
                "ignore_result",
                TaskOptions.NONE.withReply(new TaskOptions.Reply(true, null, null)),
                message -> message.options().reply().ignoreResult(),
                true);

        FORMS.put("group", options -> new Group(List.of(member("a"), member("b")), options));
        FORMS.put("group of groups", options -> new Group(List.of(Group.of(member("a")), member("b")), options));
        FORMS.put("header", options -> new Chord(List.of(member("a"), member("b")), other("body"), options));
        FORMS.put("chord", options -> new Chord(List.of(member("a")), member("b"), TaskOptions.NONE).given(options));
        FORMS.put("chain", options -> new Chain(List.of(member("a"), other("later"))).given(options));

        PLACES.put("alone", canvas -> sent(canvas));
        PLACES.put("first", canvas -> sent(new Chain(List.of(canvas, other("after")))));
        PLACES.put("in the middle", canvas -> next(new Chain(List.of(other("before"), canvas, other("after")))));
        PLACES.put("last", canvas -> next(new Chain(List.of(other("before"), canvas))));
        PLACES.put("link", canvas -> next(other("parent").linked(List.of(canvas))));
        PLACES.put("link of a chain", canvas -> next(new Chain(List.of(other("one"))).linked(List.of(canvas))));
        PLACES.put("errback", canvas -> errbacks(other("parent").guarded(List.of(canvas))));
        PLACES.put("body", canvas -> body(new Chord(List.of(other("part")), canvas, TaskOptions.NONE)));
        PLACES.put("member", canvas -> sent(Group.of(canvas, other("beside"))));
    }

    static Stream<Arguments> all() {
        return FORMS.keySet().stream()
                .flatMap(form -> OPTIONS.keySet().stream()
                        .flatMap(option -> PLACES.keySet().stream().map(place -> Arguments.of(form, option, place))));
    }

    @ParameterizedTest(name = "{1} of a {0}, {2}")
    @MethodSource("all")
    void an_option_is_given_to_the_tasks_that_celery_gives_it_to(String form, String option, String place) {
        Case tested = OPTIONS.get(option);
        Canvas canvas = FORMS.get(form).apply(tested.options());

        List<TaskMessage> messages = everything(PLACES.get(place).apply(canvas));

        List<TaskMessage> members = messages.stream()
                .filter(message -> message.task().startsWith("member"))
                .toList();
        assertThat(members)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(tested.seen().apply(message)).isEqualTo(tested.wanted()));
        assertThat(messages.stream().filter(message -> message.task().startsWith("other")))
                .allSatisfy(message -> assertThat(tested.seen().apply(message)).isNotEqualTo(tested.wanted()));
    }

    @Test
    void a_groups_option_takes_the_place_of_a_members_own_and_leaves_its_others() {
        Signature own = member("a")
                .with(TaskOptions.NONE
                        .withRouting(new TaskOptions.Routing(new QueueName("slow"), 3))
                        .withExtra("a", 1)
                        .withId(new TaskId("mine")));
        TaskOptions given = TaskOptions.NONE
                .withRouting(new TaskOptions.Routing(new QueueName("fast"), null))
                .withExtra("b", 2)
                .withId(new TaskId("group"));

        TaskMessage sent = Submission.of(new Group(List.of(own), given), SubmissionContext.client(NOW))
                .messages()
                .getFirst();

        assertThat(sent.id()).isEqualTo(new TaskId("mine"));
        assertThat(sent.options().routing()).isEqualTo(new TaskOptions.Routing(new QueueName("fast"), 3));
        assertThat(sent.options().extra()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void the_list_of_a_groups_results_is_made_where_the_group_runs() {
        Group group = new Group(List.of(member("a")), OPTIONS.get("queue").options());

        Signature list = (Signature) group.single().body();

        assertThat(list.task()).isEqualTo(Group.ACCUMULATE);
        assertThat(list.options().routing().queue()).isEqualTo(new QueueName("fast"));
    }

    private static void option(
            String name, TaskOptions options, Function<TaskMessage, @Nullable Object> seen, Object wanted) {
        OPTIONS.put(name, new Case(options, seen, wanted));
    }

    private static TaskOptions timing(
            @Nullable RelativeTime eta, @Nullable RelativeTime expires, @Nullable Duration hard) {
        return TaskOptions.NONE.withTiming(new TaskOptions.Timing(eta, expires, hard, null));
    }

    private static Signature member(String name) {
        return Signature.of("member." + name);
    }

    private static Signature other(String name) {
        return Signature.of("other." + name);
    }

    private static List<TaskMessage> sent(Canvas canvas) {
        return Submission.of(canvas, SubmissionContext.named("n", NOW)).messages();
    }

    private static List<TaskMessage> next(Canvas canvas) {
        return after(sent(canvas).getFirst());
    }

    private static List<TaskMessage> after(TaskMessage message) {
        TaskRecord.Ended good = new TaskRecord.Succeeded(message.id(), JsonText.NULL, NOW, ResultMetadata.UNKNOWN);
        return FollowUps.of(message, good, NOW).submission().messages();
    }

    private static List<TaskMessage> errbacks(Canvas canvas) {
        TaskMessage message = sent(canvas).getFirst();
        TaskRecord.Ended bad = new TaskRecord.Failed(message.id(), TaskError.revoked("r"), NOW, ResultMetadata.UNKNOWN);
        return FollowUps.of(message, bad, NOW).submission().messages();
    }

    private static List<TaskMessage> body(Canvas chord) {
        return bodyOf(sent(chord).getFirst());
    }

    private static List<TaskMessage> bodyOf(TaskMessage part) {
        GroupMembership membership = part.options().membership();
        Canvas body = membership == null ? null : membership.chord();
        return body == null
                ? List.of()
                : FollowUps.complete(part, body, List.of(JsonText.NULL), NOW)
                        .submission()
                        .messages();
    }

    /** These, and all that follows when each goes well. */
    private static List<TaskMessage> everything(List<TaskMessage> begun) {
        List<TaskMessage> all = new ArrayList<>(begun);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(after(all.get(i)));
            all.addAll(bodyOf(all.get(i)));
        }
        return all;
    }
}
