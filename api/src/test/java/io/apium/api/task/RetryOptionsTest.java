package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.TaskMessage;
import io.apium.task.RetryPolicy;
import io.apium.testkit.memory.MemoryBroker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class RetryOptionsTest {

    private static final String TASK =
            "{\"task\":\"math.add\",\"args\":[1],\"options\":{\"queue\":\"held\",\"retry\":%s}}";

    @Autowired
    Http http;

    @Autowired
    MemoryBroker broker;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | 3 | PT3M   | PT10M | false | false | false",
                "{\"maxRetries\":5,\"backoff\":1}                           | 5 | PT1S   | PT10M | true  | true  | false",
                "{\"backoff\":0.5,\"backoffMax\":60,\"jitter\":false}       | 3 | PT0.5S | PT1M  | true  | false | false",
                "{\"maxRetries\":0,\"delay\":0,\"deadLetter\":true} | 0 | PT0S   | PT10M | false | false | true",
                "{\"delay\":10,\"jitter\":true}                             | 3 | PT10S  | PT10M | false | true  | false",
            })
    void what_is_asked_for_travels_with_the_message(
            String retry, int most, Duration delay, Duration max, boolean backoff, boolean jitter, boolean deadLetter) {
        Answer answer = http.post("/v1/tasks", TASK.formatted(retry));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(published(answer.text("/id")).retryPolicy())
                .contains(new RetryPolicy(most, delay, max, backoff, jitter, deadLetter));
    }

    @Test
    void it_may_be_asked_for_wherever_a_task_is() {
        String task = TASK.formatted("{\"maxRetries\":7}");
        List<String> ids = List.of(
                http.post("/v1/tasks:batch", "[" + task + "]").text("/items/0/id"),
                http.post("/v1/flows", "{\"group\":[" + task + "]}").text("/tasks/0/id"));

        assertThat(ids)
                .allSatisfy(id -> assertThat(published(id).retryPolicy())
                        .hasValueSatisfying(
                                policy -> assertThat(policy.maxRetries()).isEqualTo(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5                                   | /options/retry",
                "{\"retries\":1}                     | /options/retry/retries",
                "{\"delay\":1,\"backoff\":1}         | /options/retry",
                "{\"delay\":1,\"backoffMax\":1}      | /options/retry",
                "{\"maxRetries\":-1}                 | /options/retry/maxRetries",
                "{\"maxRetries\":10001}              | /options/retry/maxRetries",
                "{\"delay\":-1}                      | /options/retry/delay",
                "{\"delay\":31622401}                | /options/retry/delay",
                "{\"backoff\":0}                     | /options/retry/backoff",
                "{\"backoff\":true}                  | /options/retry/backoff",
                "{\"backoff\":1,\"backoffMax\":0}    | /options/retry/backoffMax",
                "{\"jitter\":1}                      | /options/retry/jitter",
                "{\"deadLetter\":\"yes\"}                  | /options/retry/deadLetter",
            })
    void a_mistake_is_told_with_its_place(String retry, String pointer) {
        Answer answer = http.post("/v1/tasks", TASK.formatted(retry));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    private TaskMessage published(String id) {
        return broker.published().stream()
                .filter(message -> message.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
