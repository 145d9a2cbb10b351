package io.apium.worker;

import io.apium.worker.binding.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a child is told first of all.
 *
 * @param classes with methods annotated with {@link Task}, beside the built-in ones
 * @param jars the URLs of the operator's jars
 * @param configuration classes of Spring's, with what the constructors of the others ask for
 * @param resultBytesMax the longest result
 */
record Setup(List<String> classes, List<String> jars, List<String> configuration, long resultBytesMax) {

    Setup {
        classes = List.copyOf(classes);
        jars = List.copyOf(jars);
        configuration = List.copyOf(configuration);
    }

    String written(Json json) {
        return json.write(List.of(classes, jars, configuration, resultBytesMax)).json();
    }

    static Setup read(String text, Json json) {
        List<?> parts = json.list(text);
        return new Setup(
                texts(parts.get(0)), texts(parts.get(1)), texts(parts.get(2)), ((Number) parts.get(3)).longValue());
    }

    private static List<String> texts(Object list) {
        return Stream.of(((List<?>) list).toArray()).map(String::valueOf).toList();
    }
}
