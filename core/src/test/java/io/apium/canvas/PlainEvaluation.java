package io.apium.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a canvas comes to, by plain recursion: no messages, no ids, no counting. A value is a task's name with its
 * arguments, so that order shows; the value of a failure is empty.
 */
final class PlainEvaluation {

    private final CanvasWalkTest.Failing failing;
    private final List<String> calls = new ArrayList<>();

    PlainEvaluation(CanvasWalkTest.Failing failing) {
        this.failing = failing;
    }

    List<Optional<String>> of(Canvas canvas) {
        return run(List.of(canvas), List.of());
    }

    /** Every call that was made, sorted. */
    List<String> calls() {
        return calls.stream().sorted().toList();
    }

    static String call(String task, List<String> args) {
        String call = task + "(" + String.join(", ", args) + ")";
        return call.length() > 200 ? task + "#" + Integer.toHexString(call.hashCode()) : call;
    }

    private List<Optional<String>> run(List<Canvas> steps, List<String> before) {
        List<Canvas> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case UnreadableSignature _ -> throw new IllegalArgumentException("no canvas here is unreadable");
            case Chain chain -> run(joined(chain.steps(), rest), before);
            case Group group when rest.isEmpty() -> parts(group.tasks(), before);
            case Group group -> body(parts(group.tasks(), before), rest);
            case Chord chord -> body(parts(chord.header(), before), joined(List.of(chord.body()), rest));
            case Signature signature -> {
                Optional<String> value = task(signature, before);
                if (rest.isEmpty()) {
                    yield List.of(value);
                }
                yield value.isPresent() ? run(rest, List.of(value.get())) : never(rest);
            }
        };
    }

    private List<Optional<String>> parts(List<Canvas> tasks, List<String> before) {
        return tasks.stream().map(task -> run(List.of(task), before).getFirst()).toList();
    }

    private List<Optional<String>> body(List<Optional<String>> parts, List<Canvas> body) {
        if (parts.stream().allMatch(Optional::isPresent)) {
            return run(body, List.of(parts.stream().map(Optional::get).toList().toString()));
        }
        broken(body);
        return never(body);
    }

    private Optional<String> task(Signature signature, List<String> before) {
        String value = value(signature, before);
        if (failing.test(signature.task())) {
            fail(signature);
            return Optional.empty();
        }
        signature.options().links().onSuccess().forEach(callback -> run(List.of(callback), List.of(value)));
        return Optional.of(value);
    }

    private String value(Signature signature, List<String> before) {
        if (signature.task().equals(Group.ACCUMULATE)) {
            return before.getFirst();
        }
        Stream<String> own = signature.args().stream().map(String::valueOf);
        List<String> args = Stream.concat(signature.immutable() ? Stream.of() : before.stream(), own)
                .toList();
        String call = call(signature.task(), args);
        calls.add(call);
        return call;
    }

    private void fail(Signature signature) {
        List<Canvas> errbacks = signature.options().links().onFailure();
        errbacks.forEach(errback -> run(List.of(errback), List.of("!" + signature.task())));
    }

    /**
     * Calls the errbacks of the step that would have run next, and not those of later steps. After a group or a chord,
     * the errbacks of the step that follows its tasks are called, too.
     */
    private void broken(List<Canvas> body) {
        List<Canvas> rest = body.subList(1, body.size());
        switch (body.getFirst()) {
            case Signature signature -> fail(signature);
            case UnreadableSignature _ -> throw new IllegalArgumentException("no canvas here is unreadable");
            case Chain chain -> broken(joined(chain.steps(), rest));
            case Group group -> {
                group.tasks().forEach(task -> broken(List.of(task)));
                if (!rest.isEmpty()) {
                    broken(rest);
                }
            }
            case Chord chord -> {
                chord.header().forEach(task -> broken(List.of(task)));
                broken(joined(List.of(chord.body()), rest));
            }
        }
    }

    private static List<Optional<String>> never(List<Canvas> steps) {
        return switch (steps.getLast()) {
            case Signature _, UnreadableSignature _ -> List.of(Optional.empty());
            case Chain chain -> never(chain.steps());
            case Group group ->
                group.tasks().stream().map(_ -> Optional.<String>empty()).toList();
            case Chord chord -> never(List.of(chord.body()));
        };
    }

    private static List<Canvas> joined(List<Canvas> first, List<Canvas> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
