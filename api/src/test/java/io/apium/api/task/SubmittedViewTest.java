package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Signature;
import io.apium.client.AcceptedSubmission;
import io.apium.client.TaskClient;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The 202 response is the view that a GET returns before a worker starts the task. */
@ApiTest
class SubmittedViewTest {

    private static final String TASK = "{\"task\":\"math.add\",\"args\":[1],\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"queue\":\"held\"}",
                "{\"queue\":\"held\",\"priority\":7,\"expires\":3600,\"ignoreResult\":true}",
                "{\"queue\":\"held\",\"headers\":{\"tenant\":\"t1\"},\"link\":{\"task\":\"after\"}}",
                "{\"queue\":\"held\",\"countdown\":60.0001234}",
                "{\"countdown\":3600}",
                "{\"queue\":\"held\",\"eta\":\"2035-01-01T00:00:00.123456789Z\"}",
                "{\"queue\":\"held\",\"eta\":\"2020-01-01T00:00:00Z\"}",
                "{\"queue\":\"held\",\"countdown\":60,\"expires\":30}",
            })
    void a_submitted_task_is_the_task_that_is_read(String options) {
        Answer submitted = http.post("/v1/tasks", "{\"task\":\"math.add\",\"args\":[1],\"options\":" + options + "}");
        Answer read = http.get(submitted.header("Location"));

        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(202);
        assertThat(read.body()).isEqualTo(submitted.body());
        assertThat(read.header("Retry-After")).isEqualTo(submitted.header("Retry-After"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{T}",
                "{\"chain\":[{T},{T}]}",
                "{\"group\":[{T},{T}]}",
                "{\"chord\":{\"header\":[{T},{T}],\"body\":{T}}}",
                "{\"chain\":[{T},{\"group\":[{T},{T}]},{T}]}",
                "{\"map\":{\"task\":\"math.square\",\"over\":{\"range\":[0,10]}},\"deadline\":\"30s\"}",
            })
    void a_submitted_flow_is_the_flow_that_is_read(String flow) {
        Answer submitted = http.post("/v1/flows", flow.replace("{T}", TASK));
        Answer read = http.get(submitted.header("Location"));

        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(202);
        assertThat(read.body()).isEqualTo(submitted.body());
    }

    @Test
    void a_submitted_task_is_not_read_unless_an_earlier_request_may_have_submitted_it() throws InterruptedException {
        List<String> reads = new ArrayList<>();
        MemoryStore store = new MemoryStore(InstantSource.system());
        ResultStore recorded = (ResultStore) Proxy.newProxyInstance(
                ResultStore.class.getClassLoader(), new Class<?>[] {ResultStore.class}, (_, called, arguments) -> {
                    if (!called.getName().equals("accepted")) {
                        reads.add(called.getName());
                    }
                    return called.invoke(store.results(), arguments);
                });
        TaskClient client = new TaskClient(store.sender(new MemoryBroker()), recorded, InstantSource.system());
        TaskQueries tasks = new TaskQueries(recorded, store.ledger(), new StoreTimeout(recorded));
        Signature task = Signature.of("math.add", 1);

        TaskView once = tasks.submitted(client.submit(client.plan(task)).join(), null);
        assertThat(reads).isEmpty();

        AcceptedSubmission first = client.submit(client.plan(task, "key")).join();
        TaskId id = first.submission().results().getFirst();
        store.results()
                .end(new TaskRecord.Succeeded(id, new JsonText("1"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();
        TaskView again = tasks.submitted(client.submit(client.plan(task, "key")).join(), "key");

        assertThat(once.state()).isEqualTo("PENDING");
        assertThat(again.state()).isEqualTo("SUCCESS");
        assertThat(reads).containsExactly("history");
    }
}
