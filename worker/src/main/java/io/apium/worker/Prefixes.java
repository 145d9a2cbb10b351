package io.apium.worker;

import io.apium.task.Payload;
import io.apium.worker.binding.Json;
import io.apium.worker.child.ChildLostException;
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
record Prefixes(Json json) {

    static final String SCAN = "apium.scan";
    static final String OFFSETS = "apium.offsets";
    static final String SHIFT = "apium.shift";

    /** The prefixes of a list. */
    Payload scan(Calls calls) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> prefixes = new ArrayList<>();
        for (Object value : list(argument(calls), "its argument")) {
            prefixes.add(prefixes.isEmpty() ? value : joined(prefixes.getLast(), value, calls));
        }
        return json.write(prefixes);
    }

    /** Of lists of prefixes, each with what comes before it: null for nothing. */
    Payload offsets(Calls calls) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> pairs = new ArrayList<>();
        Object offset = null;
        for (Object block : list(argument(calls), "its argument")) {
            pairs.add(Arrays.asList(offset, block));
            List<@Nullable Object> prefixes = list(block, "block " + pairs.size());
            if (!prefixes.isEmpty()) {
                offset = offset == null ? prefixes.getLast() : joined(offset, prefixes.getLast(), calls);
            }
        }
        return json.write(pairs);
    }

    /** Of a pair of an offset and prefixes, the prefixes with the offset before each. */
    Payload shift(Calls calls) throws ChildLostException, NestedTaskException {
        List<@Nullable Object> pair = list(argument(calls), "its argument");
        if (pair.size() != 2) {
            throw new IllegalArgumentException(SHIFT + " takes [offset, block], got a list of " + pair.size());
        }
        Object offset = pair.getFirst();
        List<@Nullable Object> block = list(pair.getLast(), "its block");
        if (offset == null || offset.equals(Payload.NULL)) {
            return json.write(block);
        }
        List<@Nullable Object> shifted = new ArrayList<>();
        for (Object value : block) {
            shifted.add(joined(offset, value, calls));
        }
        return json.write(shifted);
    }

    private static Payload joined(@Nullable Object left, @Nullable Object right, Calls calls)
            throws ChildLostException, NestedTaskException {
        return calls.call(calls.message().signature().kwargs().get("task"), Arrays.asList(left, right));
    }

    private static @Nullable Object argument(Calls calls) {
        List<@Nullable Object> args = calls.message().signature().args();
        if (args.size() != 1) {
            throw new IllegalArgumentException(
                    calls.message().task() + " takes one argument, and the keyword task, got " + args.size());
        }
        return args.getFirst();
    }

    private List<@Nullable Object> list(@Nullable Object value, String name) {
        return switch (value) {
            case List<?> list -> new ArrayList<@Nullable Object>(list);
            case Payload(String text) when text.stripLeading().startsWith("[") -> json.list(text);
            case null, default -> throw new IllegalArgumentException(name + " is a list, got: " + value);
        };
    }
}
