package io.apium.worker.child;

import io.apium.worker.binding.HandlerJson;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first frame to a child.
 *
 * @param classes with methods annotated with {@code Task}, beside the built-in ones
 * @param jars the URLs of the operator's jars
 * @param configuration classes of Spring's, with what the constructors of the others ask for
 * @param maxResultSize the longest result
 */
public record ChildSetup(List<String> classes, List<String> jars, List<String> configuration, long maxResultSize) {

    public ChildSetup {
        classes = List.copyOf(classes);
        jars = List.copyOf(jars);
        configuration = List.copyOf(configuration);
    }

    public String written(HandlerJson handlerJson) {
        return handlerJson
                .write(List.of(classes, jars, configuration, maxResultSize))
                .json();
    }

    public static ChildSetup read(String text, HandlerJson handlerJson) {
        List<?> parts = handlerJson.list(text);
        return new ChildSetup(
                texts(parts.get(0)), texts(parts.get(1)), texts(parts.get(2)), ((Number) parts.get(3)).longValue());
    }

    private static List<String> texts(Object list) {
        return Stream.of(((List<?>) list).toArray()).map(String::valueOf).toList();
    }
}
