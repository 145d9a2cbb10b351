package io.apium.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.apium.task.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StandardJsonTest {

    private static final JsonMapper STRICT = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            NaN                                  | "NaN"
            -Infinity                            | "-Infinity"
            [1, NaN,Infinity , -Infinity]        | [1, "NaN","Infinity" , "-Infinity"]
            {"a": NaN, "NaN": {"b": Infinity}}   | {"a": "NaN", "NaN": {"b": "Infinity"}}
            ["NaN", "a \\" NaN", "\\\\", NaN]      | ["NaN", "a \\" NaN", "\\\\", "NaN"]
            [1E+400, 12345678901234567890.50]    | [1E+400, 12345678901234567890.50]
            ["Infinity", 1E-400]                 | ["Infinity", 1E-400]
            """)
    void an_answer_is_json_and_says_what_was_stored(String stored, String answered) {
        assertThat(StandardJson.of(new JsonText(stored))).isEqualTo(answered);
        assertThatCode(() -> STRICT.readTree(answered)).doesNotThrowAnyException();
        assertThat(new String(ApiJson.write(Map.of("x", new JsonText(stored))), StandardCharsets.UTF_8))
                .isEqualTo("{\"x\":" + answered + "}");
    }
}
