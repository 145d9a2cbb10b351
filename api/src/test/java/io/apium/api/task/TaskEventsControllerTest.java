package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class TaskEventsControllerTest {

    private static final String HELD = "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    ResultStore results;

    @Test
    void events_come_as_they_happen_and_the_end_is_the_last() {
        TaskId id = new TaskId(http.post("/v1/tasks", HELD).text("/id"));
        HttpResponse<Stream<String>> response =
                http.send(http.request("/v1/tasks/" + id + "/events").GET().build(), BodyHandlers.ofLines());
        Iterator<String> lines = response.body().iterator();

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(upTo("event: queued", lines)).contains("retry: 2000").contains("id: ");
        assertThat(lines.next())
                .startsWith("data: {\"state\":\"QUEUED\",\"at\":")
                .contains("\"queue\":\"held\"");
        results.update(new TaskRecord.InProgress(id, "PROGRESS", new JsonText("{\"done\":3}")))
                .join();
        assertThat(upTo("event: progress", lines)).contains("id: ");
        assertThat(lines.next()).contains("\"progress\":{\"done\":3}");
        results.end(new TaskRecord.Succeeded(id, new JsonText("{\n\"a\": 1}"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();
        upTo("event: success", lines);
        assertThat(lines.next()).contains("\"id\":\"" + id + "\"").contains("\"state\":\"SUCCESS\"");
        assertThat(lines.next())
                .as("a line of data for each line of the result")
                .startsWith("data: \"a\": 1}");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.hasNext()).as("the stream is complete").isFalse();
    }

    @Test
    void a_reader_that_was_cut_off_goes_on_where_it_was() {
        TaskId id = new TaskId(http.post("/v1/tasks", HELD).text("/id"));
        results.update(new TaskRecord.InProgress(id, "STARTED", new JsonText("{}")))
                .join();
        results.end(new TaskRecord.Succeeded(id, new JsonText("5"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();

        String all = http.get("/v1/tasks/" + id + "/events").body();
        String[] ids = all.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toArray(String[]::new);
        Answer rest = http.get("/v1/tasks/" + id + "/events", "Last-Event-ID", ids[0]);
        Answer nothing = http.get("/v1/tasks/" + id + "/events", "Last-Event-ID", ids[2]);
        Answer forgotten = http.get("/v1/tasks/" + id + "/events", "Last-Event-ID", "0-0");

        assertThat(ids).hasSize(3);
        assertThat(rest.body()).doesNotContain("event: queued").contains("event: started", "event: success");
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(forgotten.body()).isEqualTo(all);
    }

    @Test
    void a_task_of_a_celery_client_has_its_record_as_its_one_event() {
        TaskId id = new TaskId("from-celery");
        results.end(new TaskRecord.Succeeded(id, new JsonText("5"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();

        Answer answer = http.get("/v1/tasks/from-celery/events");

        assertThat(answer.body())
                .containsOnlyOnce("event: ")
                .contains("event: success")
                .contains("\"result\":5");
    }

    @Test
    void no_state_of_a_task_can_forge_an_event() {
        for (String forged :
                new String[] {"A\nevent: success\ndata: {}\n\n", "A\rid: 1", "A\r\n\r\n", "\u0000", "A\u0085B"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TaskRecord.InProgress(TaskId.random(), forged, JsonText.NULL));
        }
        for (String forged : new String[] {"A", "data: {}", "id: 1", ": comment", "retry: 1"}) {
            TaskId id = new TaskId(http.post("/v1/tasks", HELD).text("/id"));
            results.update(new TaskRecord.InProgress(id, forged, new JsonText("{\"a\":\r\n1}")))
                    .join();
            results.end(new TaskRecord.Succeeded(id, new JsonText("5"), Instant.now(), ResultMetadata.UNKNOWN))
                    .join();

            String all = http.get("/v1/tasks/" + id + "/events").body();

            assertThat(all.lines().filter(line -> !line.isEmpty() && !line.startsWith("retry: ")))
                    .allMatch(line -> line.matches("(id|event|data): \\P{Cntrl}*"));
            assertThat(all.split("\n\n"))
                    .hasSize((int) all.lines()
                                    .filter(line -> line.startsWith("event: "))
                                    .count()
                            + 1);
            assertThat(all).containsOnlyOnce("event: success\n");
        }
    }

    @Test
    void the_events_of_an_unknown_task_are_not_found() {
        Answer answer = http.get("/v1/tasks/nobody/events", "Accept", "text/event-stream");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static String upTo(String wanted, Iterator<String> lines) {
        StringBuilder read = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            read.append(line).append('\n');
            if (line.equals(wanted)) {
                return read.toString();
            }
        }
        throw new AssertionError("the stream ended before '" + wanted + "': " + read);
    }
}
