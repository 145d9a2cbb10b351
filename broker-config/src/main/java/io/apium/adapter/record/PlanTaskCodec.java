package io.apium.adapter.record;

import io.apium.adapter.celery.SignatureReader;
import io.apium.adapter.celery.SignatureWriter;
import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task of a plan as JSON: a Celery signature whose arguments may refer to nodes. */
final class PlanTaskCodec {

    /** The only field of a reference to a node's result; an argument of a user is unlikely to have it. */
    private static final String REFERENCE = "apium_result";

    private PlanTaskCodec() {}

    static @Nullable Object tree(Signature call) {
        return SignatureWriter.tree(mapped(call, PlanTaskCodec::unreferenced));
    }

    /** @throws IllegalArgumentException when it is not one task */
    static Signature read(@Nullable Object value) {
        return mapped(SignatureReader.readTask(value), PlanTaskCodec::referenced);
    }

    private static Signature mapped(Signature call, Function<@Nullable Object, @Nullable Object> change) {
        List<@Nullable Object> args = new ArrayList<>();
        call.args().forEach(value -> args.add(deep(value, change)));
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        call.kwargs().forEach((name, value) -> kwargs.put(name, deep(value, change)));
        return new Signature(call.task(), args, kwargs, call.options(), call.immutable());
    }

    private static @Nullable Object deep(@Nullable Object value, Function<@Nullable Object, @Nullable Object> change) {
        Object changed = change.apply(value);
        return switch (changed) {
            case List<?> list -> {
                List<@Nullable Object> deep = new ArrayList<>();
                list.forEach(each -> deep.add(deep(each, change)));
                yield deep;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> deep = new LinkedHashMap<>();
                map.forEach((name, each) -> deep.put(String.valueOf(name), deep(each, change)));
                yield deep;
            }
            case null, default -> changed;
        };
    }

    private static @Nullable Object unreferenced(@Nullable Object value) {
        return value instanceof Plan.Reference(String node) ? Map.of(REFERENCE, node) : value;
    }

    private static @Nullable Object referenced(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get(REFERENCE) instanceof String node
                ? new Plan.Reference(node)
                : value;
    }
}
