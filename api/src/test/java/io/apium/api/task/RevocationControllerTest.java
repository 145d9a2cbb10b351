package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class RevocationControllerTest {

    @Autowired
    Http http;

    @Autowired
    RevocationStore revocations;

    @Test
    void a_revocation_by_filter_stands_for_as_long_as_was_asked_and_all_hear_of_it() throws Exception {
        Instant before = Instant.now();
        Answer answer = http.post(
                "/v1/tasks:revoke",
                "{\"task\":\"t\",\"queue\":\"q\",\"group\":\"g\",\"root\":\"r\",\"lasts\":\"PT10M\"}");
        Instant until = Instant.parse(answer.text("/until"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"task\":\"t\",\"queue\":\"q\",\"group\":\"g\",\"root\":\"r\",\"until\":\"" + until + "\"}");
        assertThat(until)
                .isBetween(
                        before.plus(Duration.ofMinutes(10)).minusMillis(1),
                        Instant.now().plusSeconds(600));
        TaskFilter filter = new TaskFilter("t", new QueueName("q"), new GroupId("g"), new TaskId("r"));
        hears(new Revocation.OfAll(filter, until));
    }

    @Test
    void it_stands_for_a_minute_where_nothing_is_said() {
        Instant before = Instant.now();
        Answer answer = http.post("/v1/tasks:revoke", "{\"queue\":\"q2\"}");

        assertThat(Instant.parse(answer.text("/until")))
                .isBetween(before.plusSeconds(60).minusMillis(1), Instant.now().plusSeconds(60));
        assertThat(answer.at("/task").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | ''",
                "{\"lasts\":\"PT1M\"}                      | ''",
                "{\"task\":null}                           | ''",
                "[]                                        | ''",
                "{\"id\":\"x\",\"task\":\"t\"}             | /id",
                "{\"task\":\"\"}                           | /task",
                "{\"queue\":\"a b\"}                       | /queue",
                "{\"group\":5}                             | /group",
                "{\"root\":\" \"}                          | /root",
                "{\"task\":\"t\",\"lasts\":60}             | /lasts",
                "{\"task\":\"t\",\"lasts\":\"PT0.5S\"}     | /lasts",
                "{\"task\":\"t\",\"lasts\":\"PT24H1S\"}    | /lasts",
                "{\"task\":\"t\",\"lasts\":\"a minute\"}   | /lasts",
            })
    void a_mistake_is_told_with_its_place(String body, String pointer) {
        Answer answer = http.post("/v1/tasks:revoke", body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    private void hears(Revocation wanted) throws Exception {
        List<Revocation> heard = new CopyOnWriteArrayList<>();
        try (AutoCloseable _ = revocations.follow(heard::add)) {
            await().untilAsserted(() -> assertThat(heard).contains(wanted));
        }
    }
}
