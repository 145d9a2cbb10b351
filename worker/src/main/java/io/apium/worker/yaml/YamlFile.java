package io.apium.worker.yaml;

import io.apium.worker.bound.WorkerBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A YAML document.
 *
 * @param name of the file, for messages
 */
public record YamlFile(String name, PropertySource<?> source) {

    private static final long BYTES_MAX = WorkerBounds.YAML_FILE.max();

    /**
     * @param keys the expected top-level keys, for messages
     * @throws InvalidFileException if the file does not exist or has no document
     */
    public static YamlFile read(Path file, String keys) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidFileException(file + " does not exist");
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new InvalidFileException(file + " must have at most " + BYTES_MAX + " bytes");
            }
            return parse(file.toString(), Files.readAllBytes(file), keys);
        } catch (IOException e) {
            throw new InvalidFileException(file + " cannot be read: " + e);
        }
    }

    private static YamlFile parse(String name, byte[] content, String keys) {
        try {
            List<PropertySource<?>> documents =
                    new YamlPropertySourceLoader().load(name, new ByteArrayResource(content));
            if (documents.size() != 1) {
                throw new InvalidFileException(
                        name + " must be one YAML document with " + keys + ", got " + documents.size() + " documents");
            }
            return new YamlFile(name, documents.getFirst());
        } catch (IOException e) {
            throw new InvalidFileException(name + " cannot be read: " + e);
        } catch (YAMLException | IllegalStateException e) {
            throw new InvalidFileException(name + " is invalid YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** @throws InvalidFileException if a key is unknown or a value is invalid */
    public <T> T bind(Class<T> type) {
        ConfigurationPropertySource keys =
                Objects.requireNonNull(ConfigurationPropertySource.from(source), "a document has keys");
        try {
            return new Binder(keys)
                    .bindOrCreate(
                            ConfigurationPropertyName.EMPTY,
                            Bindable.of(type),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException e) {
            throw new InvalidFileException(name + ": " + reason(e));
        }
    }

    private static String reason(BindException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return unbound.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .collect(Collectors.joining(", "))
                        + ": unknown key";
            }
        }
        ConfigurationProperty property = e.getProperty();
        String value = property == null ? "" : "'" + property.getValue() + "' is invalid: ";
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
