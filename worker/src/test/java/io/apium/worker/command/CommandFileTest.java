package io.apium.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.task.RetryPolicy;
import io.apium.worker.command.Command.Mode;
import io.apium.worker.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class CommandFileTest {

    @TempDir
    Path folder;

    @Test
    void little_needs_to_be_said() throws IOException {
        Command command = read("commands: [{name: a, command: [sh, -c, 5]}]").getFirst();

        assertThat(command.task()).isEqualTo("a");
        assertThat(command.where()).isEqualTo(folder.resolve("commands.yaml") + ": commands[0]");
        assertThat(Path.of(command.argv().getFirst())).isAbsolute().hasFileName("sh");
        assertThat(command.argv().subList(1, 3)).containsExactly("-c", "5");
        assertThat(command.mode()).isEqualTo(Mode.ONE_SHOT);
        assertThat(command.args()).isEmpty();
        assertThat(command.folder()).isEqualTo(folder);
        assertThat(command.environment()).containsExactlyInAnyOrder("PATH", "HOME", "LANG");
        assertThat(command.softTimeLimit()).isNull();
        assertThat(command.timeLimit()).isEqualTo(Duration.ofHours(1));
        assertThat(command.maxOutputSize()).isEqualTo(64_000);
        assertThat(command.retry()).isEqualTo(RetryPolicy.NEVER);
    }

    @Test
    void all_may_be_said() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path tool = Files.createFile(sub.resolve("tool"));
        assertThat(tool.toFile().setExecutable(true)).isTrue();

        Command command = read("""
                commands:
                  - name: a
                    command: [./tool]
                    mode: persistent
                    args: [x, y]
                    folder: sub
                    environment: []
                    softTimeLimit: PT4S
                    timeLimit: 5
                    maxOutputSize: 1KB
                    processes: 2
                    retry: {max: 7, backoff: true, delayMax: PT1M, jitter: true, deadLetter: true}
                """).getFirst();

        assertThat(command)
                .isEqualTo(new Command(
                        "a",
                        folder.resolve("commands.yaml") + ": commands[0]",
                        List.of(tool.toString()),
                        Mode.PERSISTENT,
                        List.of("x", "y"),
                        sub,
                        Set.of(),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        1_024,
                        2,
                        new RetryPolicy(7, Duration.ofSeconds(1), Duration.ofMinutes(1), true, true, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "commands: [{command: [sh]}] | commands[0].name must have 1 to 255 characters, got: ''",
                "commands: [{name: a}] | commands[0].command must name an executable, got: '[]'",
                "commands: [{name: a, command: [no-such]}]"
                        + " | commands[0].command must begin with an executable on the worker's"
                        + " PATH, or a path with a slash, got: 'no-such'",
                "commands: [{name: a, command: [./none]}] | commands[0].command must begin with an executable file, got: '",
                "commands: [{name: a, command: [sh], folder: none}]"
                        + " | commands[0].folder must be an existing folder, got: '",
                "commands: [{name: a, command: [sh], args: [x, x]}]"
                        + " | commands[0].args must name each argument once, got: '[x, x]'",
                "commands: [{name: a, command: [sh], timeLimit: 0}]"
                        + " | commands[0].timeLimit must be more than zero and at most 366"
                        + " days, got: 'PT0S'",
                "commands: [{name: a, command: [sh], softTimeLimit: 5, timeLimit: 5}]"
                        + " | commands[0].softTimeLimit must be more than zero and less than timeLimit, got: 'PT5S'",
                "commands: [{name: a, command: [sh], timeLimit: soon}] | commands[0].time-limit: 'soon' is invalid: ",
                "commands: [{name: a, command: [sh], mode: twice}] | commands[0].mode: 'twice' is invalid: ",
                "commands: [{name: a, command: [sh], maxOutputSize: 1MB}] | commands[0].maxOutputSize is up to"
                        + " apium.worker.max-result-size, 64000B, got: '1048576B'",
                "commands: [{name: a, command: [sh], processes: -1}] | commands[0].processes must be 0 to 10000, got: '-1'",
                "commands: [{name: a, command: [sh], retry: {max: -1}}]" + " | commands[0].retry: maxRetries must be 0",
                "commands: [{name: a, command: [sh], shell: true}] | commands[0].shell: unknown key",
                "command: [{name: a, command: [sh]}] | unknown key",
                "commands: [] | commands must be a list of 1 to 1000, got: 0",
                "commands: [ | is invalid YAML: ",
            })
    void a_mistake_is_named(String yaml, String reason) {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith(folder.resolve("commands.yaml").toString())
                .withMessageContaining(reason);
    }

    @Test
    void a_file_is_there_and_is_one_document() {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> CommandTask.declared(List.of("no-such.yaml"), DataSize.ofBytes(1)))
                .withMessage("no-such.yaml does not exist");
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> read("commands: [{name: a}]\n---\ncommands: [{name: b}]"))
                .withMessageEndingWith(" must be one YAML document with the key 'commands', got 2 documents");
    }

    private List<Command> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("commands.yaml"), yaml);
        return CommandTask.declared(List.of(file.toString()), DataSize.ofBytes(64_000));
    }
}
