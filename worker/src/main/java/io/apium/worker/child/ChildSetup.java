package io.apium.worker.child;

import io.apium.worker.binding.HandlerJson;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first frame to a child.
 *
 * @param classes the names of classes with methods annotated with {@code Task}, in addition to the built-in tasks
 * @param jars the URLs of the operator's jars
 * @param configuration the names of Spring configuration classes with the beans that the constructors of
 *     {@code classes} need
 * @param maxResultSize the maximal length of a result in bytes
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
