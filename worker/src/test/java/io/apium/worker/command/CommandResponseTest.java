package io.apium.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.task.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class CommandResponseTest {

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
        CommandResponse.Result result = new CommandResponse.Result(new JsonText(json));

        assertThat(CommandResponse.value(" " + json + "\n")).isEqualTo(result);
        assertThat(CommandResponse.frame("{\"result\":" + json + "}", "1")).isEqualTo(result);
        assertThat(CommandResponse.frame("{ \"other\" : 1 , \"result\" :  " + json + " , \"id\": \"1\" } ", "1"))
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
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> CommandResponse.frame(line, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\": \"\", \"message\": \"\"}"})
    void an_error_that_says_nothing_is_one_all_the_same(String error) {
        assertThat(CommandResponse.frame("{\"error\": " + error + "}", "1"))
                .isEqualTo(new CommandResponse.Problem("CommandFailed", "", null));
    }
}
