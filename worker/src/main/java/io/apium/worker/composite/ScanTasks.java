package io.apium.worker.composite;

import io.apium.task.JsonText;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.handler.ChildLostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a scan: of a list [a, b, c, …] the list [a, a∘b, a∘b∘c, …], where ∘ is a task that is associative and is
 * given a list of two. In one task, or in blocks side by side:
 *
 * <pre>
 *   {@value #SCAN}       of each block     [a, b]   [c]        →  [a, a∘b]   [c]
 *   {@value #OFFSETS}    of all of them    their last values   →  [null, [a, a∘b]]   [a∘b, [c]]
 *   {@value #SHIFT}      of each block     ∘ of its offset     →  [a, a∘b]   [a∘b∘c]
 * </pre>
 */
record ScanTasks(HandlerJson handlerJson) {

    static final String SCAN = "apium.scan";
    static final String OFFSETS = "apium.offsets";
    static final String SHIFT = "apium.shift";

    /** The prefixes of a list. */
    JsonText scan(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> prefixes = new ArrayList<>();
        for (Object value : list(argument(caller), "its argument")) {
            prefixes.add(prefixes.isEmpty() ? value : joined(prefixes.getLast(), value, caller));
        }
        return handlerJson.write(prefixes);
    }

    /** Of lists of prefixes, each with what comes before it: null for nothing. */
    JsonText offsets(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> pairs = new ArrayList<>();
        Object offset = null;
        for (Object block : list(argument(caller), "its argument")) {
            pairs.add(Arrays.asList(offset, block));
            List<@Nullable Object> prefixes = list(block, "block " + pairs.size());
            if (!prefixes.isEmpty()) {
                offset = offset == null ? prefixes.getLast() : joined(offset, prefixes.getLast(), caller);
            }
        }
        return handlerJson.write(pairs);
    }

    /** Of a pair of an offset and prefixes, the prefixes with the offset before each. */
    JsonText shift(LocalTaskCaller caller) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> pair = list(argument(caller), "its argument");
        if (pair.size() != 2) {
            throw new IllegalArgumentException(SHIFT + " takes [offset, block], got a list of " + pair.size());
        }
        Object offset = pair.getFirst();
        List<@Nullable Object> block = list(pair.getLast(), "its block");
        if (offset == null || offset.equals(JsonText.NULL)) {
            return handlerJson.write(block);
        }
        List<@Nullable Object> shifted = new ArrayList<>();
        for (Object value : block) {
            shifted.add(joined(offset, value, caller));
        }
        return handlerJson.write(shifted);
    }

    private static JsonText joined(@Nullable Object left, @Nullable Object right, LocalTaskCaller caller)
            throws ChildLostException, NestedTaskException {
        return caller.call(caller.message().signature().kwargs().get("task"), Arrays.asList(left, right));
    }

    private static @Nullable Object argument(LocalTaskCaller caller) {
        List<@Nullable Object> args = caller.message().signature().args();
        if (args.size() != 1) {
            throw new IllegalArgumentException(
                    caller.message().task() + " takes one argument, and the keyword task, got " + args.size());
        }
        return args.getFirst();
    }

    private List<@Nullable Object> list(@Nullable Object value, String name) {
        return switch (value) {
            case List<?> list -> new ArrayList<@Nullable Object>(list);
            case JsonText(String text) when text.stripLeading().startsWith("[") -> handlerJson.list(text);
            case null, default -> throw new IllegalArgumentException(name + " is a list, got: " + value);
        };
    }
}
