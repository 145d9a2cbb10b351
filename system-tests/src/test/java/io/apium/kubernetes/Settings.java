package io.apium.kubernetes;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Apium's keys, read from the records that take them, so that no list of them grows old here. */
final class Settings {

    /** The prefix of each: several records may share one. */
    private static final Map<Class<?>, String> RECORDS = records();

    /**
     * Keys as variables, without what tells their words apart, since both {@code QUEUE_TYPE} and {@code QUEUETYPE} are
     * heard; and whether they end there, or have names of the user's behind them.
     */
    private static final Map<String, Boolean> ENDS_BY_VARIABLE = variables();

    /** Most environments are the same as many before. */
    private static final Map<Map<String, String>, List<String>> COMPLAINTS = new ConcurrentHashMap<>();

    private Settings() {}

    /** What is wrong with settings that are given in the environment. */
    static List<String> complaints(Map<String, String> environment) {
        return COMPLAINTS.computeIfAbsent(Map.copyOf(environment), Settings::judged);
    }

    private static List<String> judged(Map<String, String> environment) {
        Stream<String> unknown = environment.keySet().stream()
                .filter(variable -> !isKey(variable))
                .map(variable -> variable + " is no key of Apium");
        return Stream.concat(unknown, RECORDS.keySet().stream().flatMap(type -> refused(type, environment)))
                .toList();
    }

    private static boolean isKey(String variable) {
        String plain = plain(variable);
        return ENDS_BY_VARIABLE.entrySet().stream()
                .anyMatch(key -> key.getValue() ? plain.equals(key.getKey()) : plain.startsWith(key.getKey()));
    }

    /** Bound as a service binds it, which also asks the record whether it takes the values. */
    private static Stream<String> refused(Class<?> type, Map<String, String> environment) {
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(environment));
        try {
            var _ = new Binder(ConfigurationPropertySources.from(source))
                    .bind(RECORDS.getOrDefault(type, ""), Bindable.of(type));
            return Stream.empty();
        } catch (BindException refused) {
            Throwable cause = refused;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Stream.of(refused.getMessage() + ": " + cause.getMessage());
        }
    }

    private static Map<Class<?>, String> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<Class<?>, String> records = new LinkedHashMap<>();
        for (var found : scanner.findCandidateComponents("io.apium")) {
            try {
                Class<?> type = Class.forName(found.getBeanClassName());
                String prefix =
                        type.getAnnotation(ConfigurationProperties.class).value();
                if (prefix.startsWith("apium.")) {
                    records.put(type, prefix);
                }
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException("a class was found on the class path, and is not there", gone);
            }
        }
        return records;
    }

    private static Map<String, Boolean> variables() {
        Map<String, Boolean> variables = new HashMap<>();
        RECORDS.forEach((type, prefix) -> add(variables, prefix, type));
        return variables;
    }

    private static void add(Map<String, Boolean> variables, String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                add(variables, key, component.getType());
            } else {
                boolean holdsMore = component.getGenericType() instanceof ParameterizedType;
                variables.put(plain(key), !holdsMore);
            }
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toUpperCase(Locale.ROOT);
    }
}
