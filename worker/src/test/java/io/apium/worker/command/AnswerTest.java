package io.apium.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.task.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class AnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "1",
                "-0.10",
                "1e400",
                "123456789012345678901234567890",
                "NaN",
                "\"\"",
                "\"a\\u0000b\"",
                "[]",
                "[1, {\"a\": [2]}]",
                "{ }",
                "{\"result\": {\"result\": 1.00}}"
            })
    void a_result_is_handed_on_as_it_stands(String json) {
        Answer.Result result = new Answer.Result(new Payload(json));

        assertThat(Answer.value(" " + json + "\n")).isEqualTo(result);
        assertThat(Answer.frame("{\"result\":" + json + "}", "1")).isEqualTo(result);
        assertThat(Answer.frame("{ \"other\" : 1 , \"result\" :  " + json + " , \"id\": \"1\" } ", "1"))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "5",
                "[]",
                "{",
                "{\"result\": }",
                "{\"result\": 1} {}",
                "{\"result\": 1, \"error\": {}}",
                "{\"error\": \"broken\"}",
                "{\"error\": {\"type\": 5}}",
                "{\"id\": \"2\", \"result\": 1}"
            })
    void what_is_no_answer_is_refused(String line) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Answer.frame(line, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\": \"\", \"message\": \"\"}"})
    void an_error_that_says_nothing_is_one_all_the_same(String error) {
        assertThat(Answer.frame("{\"error\": " + error + "}", "1"))
                .isEqualTo(new Answer.Problem("CommandFailed", "", null));
    }
}
