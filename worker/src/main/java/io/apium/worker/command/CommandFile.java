package io.apium.worker.command;

import io.apium.worker.command.Command.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A YAML file that declares commands. Whoever may write it runs what they like as the worker's user; nothing else may.
 *
 * @param commands one for each task
 */
record CommandFile(List<Declared> commands) {

    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final int COMMANDS_MAX = 1_000;

    CommandFile(@DefaultValue List<Declared> commands) {
        this.commands = List.copyOf(commands);
    }

    /** A command as it stands in the file; times without a unit are seconds. */
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

            @Nullable DataSize outputBytesMax,
            @Nullable Integer processes,
            @Nullable Retry retry) {}

    /** What {@code @Retry} is for a method. */
    record Retry(
            @DefaultValue("3") int max,
            @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration delay,
            @DefaultValue("false") boolean backoff,

            @DefaultValue("PT10M") @DurationUnit(ChronoUnit.SECONDS)
            Duration delayMax,

            @DefaultValue("false") boolean jitter,
            @DefaultValue("false") boolean keep) {}

    /**
     * @param resultBytesMax the longest result that the worker stores
     * @throws WrongCommands when the file, or anything in it, cannot be
     */
    static List<Command> read(Path file, DataSize resultBytesMax) {
        if (!Files.isRegularFile(file)) {
            throw new WrongCommands(file + " is not there");
        }
        List<Declared> declared = bind(file, source(file)).commands();
        if (declared.isEmpty() || declared.size() > COMMANDS_MAX) {
            throw new WrongCommands(
                    file + ": commands is a list of 1 to " + COMMANDS_MAX + ", got: " + declared.size());
        }
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            commands.add(new Resolution(file, "commands[" + i + "]", resultBytesMax).command(declared.get(i)));
        }
        return commands;
    }

    private static PropertySource<?> source(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new WrongCommands(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            List<PropertySource<?>> documents =
                    new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
            if (documents.size() != 1) {
                throw new WrongCommands(
                        file + " is one YAML document with the key 'commands', got " + documents.size() + " of them");
            }
            return documents.getFirst();
        } catch (IOException e) {
            throw new WrongCommands(file + " cannot be read: " + e);
        } catch (YAMLException | IllegalStateException e) {
            throw new WrongCommands(file + " is not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static CommandFile bind(Path file, PropertySource<?> source) {
        ConfigurationPropertySource keys =
                Objects.requireNonNull(ConfigurationPropertySource.from(source), "a document has keys");
        try {
            return new Binder(keys)
                    .bindOrCreate(
                            ConfigurationPropertyName.EMPTY,
                            Bindable.of(CommandFile.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException e) {
            throw new WrongCommands(file + ": " + reason(e));
        }
    }

    private static String reason(BindException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return unbound.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .collect(Collectors.joining(", "))
                        + ": there is no such key";
            }
        }
        ConfigurationProperty property = e.getProperty();
        String value = property == null ? "" : "'" + property.getValue() + "' will not do: ";
        return e.getName() + ": " + value + oneLine(String.valueOf(root(e).getMessage()));
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
