package io.apium.api.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = "apium.api.queues=celery,jobs.*")
class AllowedQueuesTest {

    @Autowired
    Http http;

    /** Every place where a request may say where a task goes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/tasks | {'task':'t','options':OPT}",
                "/v1/tasks | {'task':'t','options':{'link':{'task':'t','options':OPT}}}",
                "/v1/tasks | {'task':'t','options':{'link':[{'chain':[{'task':'t','options':OPT}]}]}}",
                "/v1/tasks | {'task':'t','options':{'linkError':{'task':'t','options':OPT}}}",
                "/v1/tasks:batch | [{'task':'t','options':OPT}]",
                "/v1/flows | {'task':'t','options':OPT}",
                "/v1/flows | {'chain':[{'task':'t'},{'task':'t','options':OPT}]}",
                "/v1/flows | {'group':[{'task':'t'},{'task':'t','options':OPT}]}",
                "/v1/flows | {'chord':{'header':[{'task':'t','options':OPT}],'body':{'task':'t'}}}",
                "/v1/flows | {'chord':{'header':[{'task':'t'}],'body':{'task':'t','options':OPT}}}",
                "/v1/flows | {'map':{'task':'t','over':{'range':[0,2]},'options':OPT}}",
                "/v1/flows | {'map':{'task':'t','over':{'range':[0,2]},'reduce':{'task':'r','options':OPT}}}",
                "/v1/flows | {'dag':{'a':{'task':'t','options':OPT}}}",
                "/v1/flows | {'task':'t','undo':{'task':'u','options':OPT}}",
                "/v1/flows:validate | {'task':'t','options':OPT}",
                "/v1/schedules | {'name':'NAME','task':'t','every':'PT1H','options':OPT}",
                "/v1/dead-letters/a:replay | OPT",
                "/v1/dead-letters:replay | {'cause':'POISONED','to':'QUEUE'}"
            })
    void a_queue_that_no_pattern_allows_is_refused_wherever_it_is_named(String path, String body) {
        Answer refused = http.post(path, json(body, "other"));
        Answer allowed = http.post(path, json(body, "jobs.small"));

        assertThat(refused.body()).contains("apium.api.queues", "celery, jobs.*", "'other'");
        assertThat(refused.body()).contains("\"status\":422");
        assertThat(allowed.body()).doesNotContain("apium.api.queues");
        assertThat(allowed.status()).as(allowed.toString()).isIn(200, 201, 202, 404);
    }

    @Test
    void a_filter_by_queue_sends_nothing_and_may_name_any() {
        assertThat(http.get("/v1/dead-letters?queue=other").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"celery", "jobs.", "jobs.a", "jobs.a.b"})
    void a_star_stands_for_anything(String queue) {
        Answer answer = http.post("/v1/tasks", json("{'task':'t','options':OPT}", queue));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void a_pattern_that_can_match_nothing_stops_the_start() {
        for (String pattern : List.of("", " ", "x".repeat(256))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AllowedQueues(List.of(pattern)))
                    .withMessageStartingWith("apium.api.queues");
        }
    }

    private static String json(String body, String queue) {
        return body.replace("OPT", "{'queue':'QUEUE'}")
                .replace("QUEUE", queue)
                .replace("NAME", "of-" + queue)
                .replace('\'', '"');
    }
}
