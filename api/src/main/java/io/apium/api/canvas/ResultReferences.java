package io.apium.api.canvas;

import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In the arguments of a dag's nodes, {@code {"result": "a"}} is a reference to the result of node a. */
final class ResultReferences {

    private static final String RESULT = "result";

    private ResultReferences() {}

    static Signature read(Signature call) {
        List<@Nullable Object> args = new ArrayList<>();
        call.args().forEach(value -> args.add(read(value)));
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        call.kwargs().forEach((name, value) -> kwargs.put(name, read(value)));
        return new Signature(call.task(), args, kwargs, call.options(), call.immutable());
    }

    private static @Nullable Object read(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.size() == 1 && map.get(RESULT) instanceof String node -> new Reference(node);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> read = new LinkedHashMap<>();
                map.forEach((name, each) -> read.put(String.valueOf(name), read(each)));
                yield read;
            }
            case List<?> list -> {
                List<@Nullable Object> read = new ArrayList<>();
                list.forEach(each -> read.add(read(each)));
                yield read;
            }
            case null, default -> value;
        };
    }
}
