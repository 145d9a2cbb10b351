package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --log-format json} writes one JSON object for each event. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class JsonLogTest {

    /** Spring Boot hands the format to Logback in a system property, which outlives the context. */
    @AfterEach
    void forget() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
    }

    /** A context without servers. */
    static final class Nothing {}

    private static final class Options {

        @Mixin
        private LogFormat logFormat = new LogFormat();
    }

    @Test
    void each_event_is_an_object_with_the_exception(CapturedOutput output) {
        start("--log-format", "json").close();
        String before = output.getErr();

        try (RunningApplication _ = start("--log-format", "json")) {
            LoggerFactory.getLogger("io.apium.Example")
                    .warn("queue={}\nforged", "a", new IllegalStateException("broken"));
        }

        List<String> lines = output.getErr().substring(before.length()).lines().toList();
        JsonNode event = JsonMapper.shared().readTree(lines.getLast());
        assertThat(event.at("/message").asString(event.toString())).isEqualTo("queue=a\nforged");
        assertThat(event.at("/log/level").asString("")).isEqualTo("WARN");
        assertThat(event.at("/error/message").asString("")).isEqualTo("broken");
        assertThat(event.has("@timestamp")).isTrue();
        assertThat(output.getAll()).as("no status of Logback").doesNotContain("|-WARN", "|-ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--log-format text"})
    void text_is_the_default(String options, CapturedOutput output) {
        try (RunningApplication _ = start(options.isEmpty() ? new String[0] : options.split(" "))) {
            LoggerFactory.getLogger("io.apium.Example").warn("queue={}", "a");
        }

        assertThat(output.getErr().lines().toList().getLast()).endsWith(" WARN  Example: queue=a");
    }

    private static RunningApplication start(String... options) {
        Options parsed = new Options();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(parsed)).parseArgs(options);
        return parsed.logFormat
                .on(RunningApplication.of(Nothing.class))
                .with("spring.main.web-application-type", "none")
                .start();
    }
}
