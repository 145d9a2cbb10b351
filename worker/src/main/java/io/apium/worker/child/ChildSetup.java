package io.apium.worker.child;

import io.apium.worker.binding.HandlerJson;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first frame to a child.
 *
 * @param classes with methods annotated with {@code Task}, in addition to the built-in ones
 * @param jars the URLs of the operator's task jars
 * @param configuration Spring classes with the beans that constructors of the other classes need
 * @param resultBytesMax the maximal size of a result
 */
public record ChildSetup(List<String> classes, List<String> jars, List<String> configuration, long resultBytesMax) {

    public ChildSetup {
        classes = List.copyOf(classes);
        jars = List.copyOf(jars);
        configuration = List.copyOf(configuration);
    }

    public String written(HandlerJson handlerJson) {
        return handlerJson
                .write(List.of(classes, jars, configuration, resultBytesMax))
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
