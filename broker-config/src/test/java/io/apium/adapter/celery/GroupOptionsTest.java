package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.task.QueueName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that a Celery client gives a group, chord or chain, which is a signature inside of a message. */
class GroupOptionsTest {

    private static final String OPTIONS = """
            {"queue": "fast", "priority": 7, "countdown": 5, "expires": 60, "time_limit": 3, "shadow": "s",
             "ignore_result": true, "headers": {"tenant": "a", "x-match": "any", "CC": "elsewhere"}, "task_id": "an-id"}""";

    static Stream<Arguments> forms() {
        String group = form("group", "\"tasks\": [{\"task\": \"m\"}, {\"task\": \"m\"}]", OPTIONS);
        return Stream.of(
                Arguments.of("group", group),
                Arguments.of("chain", form("chain", "\"tasks\": [{\"task\": \"m\"}, {\"task\": \"o\"}]", OPTIONS)),
                Arguments.of("header", form("chord", "\"header\": " + group + ", \"body\": {\"task\": \"o\"}", "{}")),
                Arguments.of(
                        "chord",
                        form("chord", "\"header\": [{\"task\": \"m\"}], \"body\": {\"task\": \"m\"}", OPTIONS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void options_of_a_group_reach_its_members_and_are_written_again(String name, String json) {
        Canvas read = SignatureReader.read(PythonJson.read(json));

        List<Signature> members =
                read.signatures().filter(task -> task.task().equals("m")).toList();
        assertThat(members).isNotEmpty().allSatisfy(member -> {
            TaskOptions options = member.options();
            assertThat(options.id()).isNull();
            assertThat(options.routing()).isEqualTo(new TaskOptions.Routing(new QueueName("fast"), 7));
            assertThat(options.timing().eta()).isNotNull();
            assertThat(options.timing().expires()).isNotNull();
            assertThat(options.timing().hardLimit()).hasSeconds(3);
            assertThat(options.reply()).isEqualTo(new TaskOptions.Reply(true, null, "s"));
            assertThat(options.extra())
                    .as("routing is nobody's but the queue's")
                    .isEqualTo(Map.of("tenant", "a"));
        });
        assertThat(read.signatures().filter(task -> task.task().equals("o")))
                .allSatisfy(other -> assertThat(other.options()).isEqualTo(TaskOptions.NONE));
        assertThat(SignatureReader.read(PythonJson.read(PythonJson.text(SignatureWriter.tree(read)))))
                .isEqualTo(read);
    }

    private static String form(String type, String kwargs, String options) {
        return "{\"task\": \"celery." + type + "\", \"args\": [], \"kwargs\": {" + kwargs + "}, \"options\": " + options
                + ", \"subtask_type\": \"" + type + "\", \"immutable\": false}";
    }
}
