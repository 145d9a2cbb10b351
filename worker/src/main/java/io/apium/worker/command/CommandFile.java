package io.apium.worker.command;

import io.apium.worker.command.Command.Mode;
import io.apium.worker.yaml.InvalidFileException;
import io.apium.worker.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * A YAML file that declares commands. Anyone who can write to it can run programs as the worker's user, so no other
 * user may have write access.
 *
 * @param commands one per task
 */
record CommandFile(List<Declared> commands) {

    private static final int COMMANDS_MAX = CommandBounds.COMMANDS.intMax();

    CommandFile(@DefaultValue List<Declared> commands) {
        this.commands = List.copyOf(commands);
    }

    /** A command in the file; times without a unit are seconds. */
    record Declared(
            @DefaultValue("") String name,
            @DefaultValue List<String> command,
            @DefaultValue("one-shot") Mode mode,
            @DefaultValue List<String> args,
            @DefaultValue("") String folder,
            @DefaultValue({"PATH", "HOME", "LANG"}) List<String> environment,

            @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration softTimeLimit,

            @DefaultValue("PT1H") @DurationUnit(ChronoUnit.SECONDS)
            Duration timeLimit,

            @Nullable DataSize maxOutputSize,
            @Nullable Integer processes,
            @Nullable Retry retry) {}

    /** The equivalent of {@code @Retry} on a method. */
    record Retry(
            @DefaultValue("3") int max,
            @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration delay,
            @DefaultValue("false") boolean backoff,

            @DefaultValue("PT10M") @DurationUnit(ChronoUnit.SECONDS)
            Duration delayMax,

            @DefaultValue("false") boolean jitter,
            @DefaultValue("false") boolean deadLetter) {}

    /**
     * @param maxResultSize the default and the maximum of {@code maxOutputSize}
     * @throws InvalidFileException if the file cannot be read or is invalid
     */
    static List<Command> read(Path file, DataSize maxResultSize) {
        List<Declared> declared = YamlFile.read(file, "the key 'commands'")
                .bind(CommandFile.class)
                .commands();
        if (declared.isEmpty() || declared.size() > COMMANDS_MAX) {
            throw new InvalidFileException(
                    file + ": commands must be a list of 1 to " + COMMANDS_MAX + ", got: " + declared.size());
        }
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            commands.add(new CommandResolver(file, "commands[" + i + "]", maxResultSize).command(declared.get(i)));
        }
        return commands;
    }
}
