package io.apium.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ScheduleMistakesTest {

    @Autowired
    Http http;

    @Test
    void every_mistake_is_told_with_its_place() {
        Answer answer = http.post("/v1/schedules", """
            {"nam": "x", "task": 5, "args": {}, "kwargs": [], "options": {"eta": "2030-01-01T00:00:00Z", "id": "x"},
             "every": 60, "timezone": "Europe/Berlin", "overlap": "maybe", "catchUp": "LAST", "paused": "no"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/nam",
                        "/name",
                        "/task",
                        "/args",
                        "/kwargs",
                        "/options/eta",
                        "/options/id",
                        "/every",
                        "/timezone",
                        "/overlap",
                        "/catchUp",
                        "/paused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                             | ''",
                "{T}                                                            | ''",
                "{T,\"every\":null}                                             | ''",
                "{T,\"every\":\"PT1S\",\"at\":\"2030-01-01T00:00:00Z\"}         | ''",
                "{T,\"every\":\"PT1S\",\"crontab\":\"* * * * *\"}               | ''",
                "{T,\"every\":\"soon\"}                                         | /every",
                "{T,\"every\":\"PT0.05S\"}                                      | /every",
                "{T,\"every\":\"PT0.1005S\"}                                    | /every",
                "{T,\"every\":\"P4000D\"}                                       | /every",
                "{T,\"at\":\"2020-01-01T00:00:00Z\"}                            | /at",
                "{T,\"at\":\"2099-01-01T00:00:00Z\"}                            | /at",
                "{T,\"at\":\"tomorrow\"}                                        | /at",
                "{T,\"crontab\":\"61 * * * *\"}                                 | /crontab",
                "{T,\"crontab\":\"* * * *\"}                                    | /crontab",
                "{T,\"crontab\":\"0 0 30 2 *\"}                                 | /crontab",
                "{T,\"crontab\":5}                                              | /crontab",
                "{T,\"crontab\":\"* * * * *\",\"timezone\":\"Mars/Olympus\"}    | /timezone",
                "{T,\"solar\":\"sunrise\"}                                      | /solar",
                "{T,\"solar\":{\"event\":\"eclipse\",\"latitude\":1,\"longitude\":1}}        | /solar/event",
                "{T,\"solar\":{\"event\":\"sunrise\",\"longitude\":1}}                       | /solar/latitude",
                "{T,\"solar\":{\"event\":\"sunrise\",\"latitude\":90.1,\"longitude\":1}}     | /solar/latitude",
                "{T,\"solar\":{\"event\":\"sunrise\",\"latitude\":1,\"longitude\":-181}}     | /solar/longitude",
                "{T,\"solar\":{\"event\":\"sunrise\",\"latitude\":1,\"longitude\":\"1\"}}    | /solar/longitude",
                "{T,\"solar\":{\"event\":\"sunset\",\"latitude\":1,\"longitude\":1,\"x\":1}} | /solar/x",
                "{T,\"every\":\"PT1S\",\"immutable\":true}                      | /immutable",
                "{T,\"every\":\"PT1S\",\"options\":{\"countdown\":1}}          | /options/countdown",
                "{T,\"every\":\"PT1S\",\"options\":{\"retry\":{\"x\":1}}}       | /options/retry/x",
                "{T,\"every\":\"PT1S\",\"overlap\":\"skip\",\"options\":{\"ignoreResult\":true}} | /overlap",
                "{\"name\":\"a b\",\"task\":\"t\",\"every\":\"PT1S\"}           | /name",
                "{\"name\":\"a:b\",\"task\":\"t\",\"every\":\"PT1S\"}           | /name",
            })
    void one_mistake_is_told_in_the_detail(String body, String pointer) {
        Answer answer = http.post(
                "/v1/schedules",
                body.replace("T,", "\"name\":\"wrong\",\"task\":\"t\",")
                        .replace("{T}", "{\"name\":\"wrong\",\"task\":\"t\"}"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.text("/detail")).contains(answer.text("/errors/0/detail"));
        assertThat(http.get("/v1/schedules/wrong").status()).isEqualTo(404);
    }

    @Test
    void a_name_in_a_path_is_the_name() {
        String body = "{\"name\":\"other\",\"task\":\"t\",\"every\":\"PT1H\"}";
        http.put("/v1/schedules/named", "{\"task\":\"t\",\"every\":\"PT1H\"}");

        for (Answer refused : new Answer[] {
            http.put("/v1/schedules/named", body),
            http.patch("/v1/schedules/named", "{\"name\":\"other\"}"),
            http.put("/v1/schedules/new", body),
            http.put("/v1/schedules/" + "n".repeat(201), "{\"task\":\"t\",\"every\":\"PT1H\"}")
        }) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/name");
        }
    }

    @Test
    void a_patch_is_read_as_what_comes_of_it() {
        http.put("/v1/schedules/patched", "{\"task\":\"t\",\"every\":\"PT1H\"}");

        assertThat(http.patch("/v1/schedules/patched", "{\"every\":null}").text("/errors/0/detail"))
                .startsWith("must have exactly one of every");
        assertThat(http.patch("/v1/schedules/patched", "{\"state\":\"paused\"}").text("/errors/0/pointer"))
                .isEqualTo("/state");
        assertThat(http.patch("/v1/schedules/patched", "[]").status()).isEqualTo(422);
        assertThat(http.patch("/v1/schedules/patched", "{").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "ten", "''"})
    void a_count_that_makes_no_sense_is_refused(String count) {
        Answer answer = http.get("/v1/schedules/any/next?count=" + count);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).startsWith("count must be a whole number from 1 to 100");
    }
}
