package io.apium.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ApiumTest {

    private static final int REFUSED = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly                       | fly",
                "api --log-format xml      | text, json",
                "worker --tasks my.jar     | --tasks",
                "up --prot 80              | --prot",
                "up --port eighty          | --port",
                "up --data                 | --data",
                "api --data x              | --data",
                "worker --pool gpu         | threads, virtual",
                "worker --concurrency many | --concurrency",
                "worker --autoscale 9,2,1  | --autoscale",
                "worker --autoscale 4 --concurrency 4 | --autoscale",
                "gpu-worker --concurrency many   | --concurrency",
                "gpu-worker --pool threads | --pool",
                "demo one two              | two",
                "demo gpu --width 9000     | 8192",
            })
    void what_makes_no_sense_is_refused_in_one_line_that_names_it(String arguments, String named) {
        int code = execute(arguments.split(" "));

        assertThat(code).isEqualTo(REFUSED);
        assertThat(err.toString()).startsWith("apium: ").contains(named).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "up --help",
                "api --help",
                "worker --help",
                "gpu-worker --help",
                "scheduler --help",
                "demo --help",
                "demo gpu --help"
            })
    void every_command_explains_itself(String arguments) {
        int code = execute(arguments.split(" "));

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("Usage: apium");
    }

    @Test
    void a_demo_without_text_says_so(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("picture"), new byte[] {(byte) 0xff, 0, 1});

        int code = execute("demo", folder.toString());

        assertThat(code).isOne();
        assertThat(err.toString()).isEqualToIgnoringNewLines("apium: " + folder + " has no text files");
    }

    private int execute(String... arguments) {
        CommandLine line = Apium.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
