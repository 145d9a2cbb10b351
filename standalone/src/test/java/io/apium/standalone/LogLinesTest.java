package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sends may stand in a log, and no client may write a line of it. */
class LogLinesTest {

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void an_event_is_one_line_whatever_is_in_it() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < 0x3000; c++) {
            boolean turns = (c >= '\u2028' && c <= '\u202e' && c != '\u202f') || (c >= '\u2066' && c <= '\u2069');
            if (Character.isISOControl(c) || turns) {
                controls.append(c);
            }
        }

        String line = line("queue=a" + controls + "ERROR forged", new IllegalStateException("b\u001b[31m\rc\nd"));

        assertThat(line).endsWith("\n");
        assertThat(line.strip().chars()).noneMatch(c -> controls.indexOf(Character.toString(c)) >= 0);
        assertThat(line).contains("Example: queue=a?", "?ERROR forged (java.lang.IllegalStateException: b?[31m");
    }

    @Test
    void the_indented_lines_of_a_traceback_stay_lines() {
        String line = line(
                "task failed:\n    java.lang.Error: x\n        at A.b(A.java:1)\nforged\r\n\u2028    forged", null);

        assertThat(line.strip().lines().skip(1))
                .containsExactly("    java.lang.Error: x", "        at A.b(A.java:1)?forged???    forged");
    }

    @Test
    void text_of_any_language_is_left_as_it_is() {
        assertThat(line("žluťoučký 馬 🐎 'quoted' {} \\ $1", null)).endsWith(": žluťoučký 馬 🐎 'quoted' {} \\ $1\n");
    }

    private String line(String message, @Nullable Throwable thrown) {
        Logger logger = context.getLogger("io.apium.Example");
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, thrown, null);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
