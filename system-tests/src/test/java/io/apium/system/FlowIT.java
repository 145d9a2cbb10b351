package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flows on real servers, in processes of their own. */
class FlowIT {

    private static final int ITEMS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ApiClient api;
    private static TestProcess scheduler;

    @BeforeAll
    static void start() throws Exception {
        api = STAGE.api();
        scheduler = STAGE.scheduler();
    }

    @Test
    void of_ten_thousand_the_one_that_failed_is_run_again_and_no_other(@TempDir Path folder) throws Exception {
        OrderedTasks orderedTasks = OrderedTasks.in(folder);
        String queue = STAGE.queue();
        TestStage.takes(worker(queue, orderedTasks), worker(queue, orderedTasks));

        JsonNode failed = api.ended("/v1/flows", """
                {"map": {"task": "spell.number", "args": ["%s", 0], "over": {"range": [0, %d]}, "chunk": 1, "window": 512,
                         "options": {"queue": "%s"}, "reduce": {"task": "spell.join", "fanIn": 10}}}
                """.formatted(orderedTasks.folder(), ITEMS, queue));
        String flow = "/v1/flows/" + failed.path("id").asString();
        orderedTasks.cure();
        HttpResponse<String> again = api.post(flow + ":retry", "{}");
        JsonNode ended = api.get(flow + "?wait=30s");

        assertThat(failed.path("state").asString()).isEqualTo("FAILURE");
        assertThat(failed.path("error").path("message").asString())
                .isEqualTo("there is no cure for " + OrderedTasks.FAILS);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").asString()).isEqualTo(spelled(0, ITEMS));
        Map<Long, Long> runs = orderedTasks.runs();
        assertThat(runs).hasSize(ITEMS);
        assertThat(runs.entrySet().stream().filter(run -> run.getValue() > 1))
                .containsExactly(Map.entry(OrderedTasks.FAILS, 2L));
    }

    @Test
    void the_response_to_a_submission_is_the_view_that_is_read_next() throws Exception {
        String task = "{\"task\":\"demo.echo\",\"args\":[1],\"options\":{\"queue\":\"%s\"}}".formatted(STAGE.queue());
        String delayed = task.replace("\"queue\"", "\"countdown\":60.0001,\"queue\"");

        for (String body : List.of(task, delayed)) {
            assertReadAsSubmitted("/v1/tasks", body);
        }
        for (String body : List.of(
                "{\"chain\":[%1$s,%1$s]}",
                "{\"group\":[%1$s,%1$s]}", "{\"chord\":{\"header\":[%1$s,%1$s],\"body\":%1$s}}")) {
            assertReadAsSubmitted("/v1/flows", body.formatted(task));
        }
    }

    private static void assertReadAsSubmitted(String path, String body) throws Exception {
        HttpResponse<String> submitted = api.post(path, body);
        String location = submitted.headers().firstValue("Location").orElseThrow();

        assertThat(api.get(location))
                .hasToString(JSON.readTree(submitted.body()).toString());
        assertThat(submitted.statusCode()).isEqualTo(202);
    }

    @Test
    void a_flow_outlives_its_schedulers_and_workers(@TempDir Path folder) throws Exception {
        OrderedTasks orderedTasks = OrderedTasks.in(folder);
        String queue = STAGE.queue();
        TestProcess first = worker(queue, orderedTasks);
        TestProcess second = worker(queue, orderedTasks);
        TestProcess other = STAGE.scheduler();
        TestStage.takes(first, second);

        HttpResponse<String> accepted = api.post("/v1/flows", """
                {"dag": {
                  "numbers": {"map": {"task": "spell.number", "args": ["%1$s", 20], "over": {"range": [0, 600]},
                                      "window": 32, "chunk": 2, "options": {"queue": "%2$s"}}},
                  "joined": {"reduce": {"task": "spell.join", "fanIn": 3, "over": {"result": "numbers"},
                                        "options": {"queue": "%2$s"}}},
                  "more": {"map": {"task": "spell.number", "args": ["%1$s", 5], "over": {"range": [600, 700]}, "chunk": 1,
                                   "options": {"queue": "%2$s"}, "reduce": {"task": "spell.join"}}, "after": ["numbers"]},
                  "all": {"task": "spell.join", "args": [[{"result": "joined"}, {"result": "more"}]],
                          "options": {"queue": "%2$s"}}}}
                """.formatted(orderedTasks.folder(), queue));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        awaitRuns(orderedTasks, 100);
        first.kill();
        other.kill();
        TestProcess third = worker(queue, orderedTasks);
        awaitRuns(orderedTasks, 300);
        second.kill();
        scheduler.kill();
        scheduler = STAGE.scheduler();
        JsonNode ended =
                api.get("/v1/flows/" + ApiClient.read(accepted).path("id").asString() + "?wait=30s");

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").asString()).isEqualTo(spelled(0, 700));
        assertThat(third.isAlive()).isTrue();
    }

    @Test
    void a_map_of_one_item_for_each_message_may_run_in_python() throws Exception {
        String queue = STAGE.queue();
        STAGE.celeryWorker(queue);

        JsonNode ended = api.ended("/v1/flows", """
                {"map": {"task": "py.double", "over": {"range": [0, 101]}, "chunk": 1, "options": {"queue": "%s"},
                         "reduce": {"task": "py.total", "fanIn": 10}}}
                """.formatted(queue));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
        assertThat(ended.path("result").asInt()).isEqualTo(10_100);
    }

    private static TestProcess worker(String queue, OrderedTasks orderedTasks) {
        return STAGE.worker(
                "--queues", queue, "--pool", "virtual", "--concurrency", "32", "--task-jars", orderedTasks.jar());
    }

    private static void awaitRuns(OrderedTasks orderedTasks, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> orderedTasks.runs().size() >= count);
    }

    private static String spelled(long from, long to) {
        return LongStream.range(from, to).mapToObj(number -> number + ";").collect(Collectors.joining());
    }
}
