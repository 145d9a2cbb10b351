package io.apium.flow;

import io.apium.flow.MapProgress.Span;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.MapSpec;
import io.apium.flow.plan.NodeValue;
import io.apium.task.ErrorName;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The turn of one map in a step of its flow. What it sends follows from where it stood, and from what has ended. */
final class MapAdvancer {

    private final MapSpec mapSpec;
    private final FailurePolicy policy;
    private final MapMessages mapMessages;
    private final TaskRecords records;
    private final ValueResolver values;
    private final StepEffects stepEffects;

    MapAdvancer(
            MapSpec mapSpec,
            FailurePolicy policy,
            MapMessages mapMessages,
            TaskRecords records,
            StepEffects stepEffects) {
        this.mapSpec = mapSpec;
        this.policy = policy;
        this.mapMessages = mapMessages;
        this.records = records;
        this.values = new ValueResolver(records);
        this.stepEffects = stepEffects;
    }

    /** A part or a join that is not to be tried again. */
    @ErrorName("Lost")
    private static final class PartFailedException extends Exception {

        private final TaskError error;

        PartFailedException(TaskError error) {
            super(error.type(), null, false, false);
            this.error = error;
        }
    }

    /** @param itemSeconds how long an item takes, or null where that is not known */
    NodeState next(MapProgress before, @Nullable Double itemSeconds) {
        MapProgress mapProgress = before;
        try {
            for (Span span : before.spans()) {
                if (!span.ended()) {
                    mapProgress = mapProgress.replaced(heard(span));
                }
            }
        } catch (PartFailedException lost) {
            // nothing was sent: whoever tries again begins where this step did
            return new NodeState.Failed(lost.error, before);
        }
        MapProgress filled = filled(mapProgress);
        NodeState joined = joined(filled);
        // what a step sends follows from the chunk that it found: a step that is taken twice sends the same
        return joined instanceof NodeState.Mapping(MapProgress then)
                ? new NodeState.Mapping(then.withChunk(mapSpec.nextChunk(then.chunk(), then.size(), itemSeconds)))
                : joined;
    }

    /** @return what stands in the span's place, which it covers */
    private List<Span> heard(Span span) throws PartFailedException {
        return switch (records.find(span.task())) {
            case TaskRecord.Succeeded _ -> {
                stepEffects.forget(
                        (span.isJoin() ? span.covers() : span.chunk() > 0 ? mapMessages.of(span) : List.<Span>of())
                                .stream().map(Span::task).toList());
                yield List.of(span.end());
            }
            case TaskRecord.Unsuccessful failed -> failed(span, failed.error());
            case TaskRecord.Unreadable damaged -> failed(span, damaged.fault());
            case TaskRecord.Open _ -> List.of(span);
            case null -> List.of(span);
        };
    }

    private List<Span> failed(Span span, TaskError error) throws PartFailedException {
        if (span.isJoin()) {
            return List.of(joinAgain(span, error));
        }
        if (span.chunk() == 0) {
            return List.of(part(span, error));
        }
        List<Span> alone = new ArrayList<>();
        for (Span part : mapMessages.of(span)) {
            alone.addAll(heard(part));
        }
        return alone;
    }

    private Span part(Span part, TaskError error) throws PartFailedException {
        if (part.attempt() < stepEffects.attempt()) {
            return mapMessages.again(part);
        }
        return switch (policy.failing()) {
            case FAIL -> throw new PartFailedException(error);
            case SKIP -> part.empty();
            case DEFAULT -> mapMessages.instead(part, Objects.requireNonNull(policy.value()));
        };
    }

    private Span joinAgain(Span join, TaskError error) throws PartFailedException {
        if (join.attempt() == stepEffects.attempt()) {
            throw new PartFailedException(error);
        }
        return read(join.covers())
                .map(read -> mapMessages.joinAgain(join, read))
                .orElse(join);
    }

    private MapProgress filled(MapProgress before) {
        MapProgress mapProgress = before;
        if (mapProgress.size() == 0 && mapProgress.spans().isEmpty()) {
            Span nothing = Span.part(0, 0, stepEffects.id("nothing"), 0, stepEffects.attempt());
            return mapProgress.with(mapMessages.join(List.of(nothing), List.of()));
        }
        int batch = mapSpec.batch();
        while (!mapProgress.isAllBegun() && mapProgress.inFlight() <= mapSpec.window() - batch) {
            long from = mapProgress.next();
            long to = Math.min(mapProgress.size(), from + (long) mapProgress.chunk() * batch);
            mapProgress = mapProgress.with(mapMessages.batch(from, to, mapProgress.chunk()));
        }
        return mapProgress;
    }

    private NodeState joined(MapProgress before) {
        MapProgress mapProgress = before;
        for (List<Span> some = mapProgress.neighbours(mapSpec.fanIn());
                !some.isEmpty();
                some = mapProgress.neighbours(mapSpec.fanIn())) {
            Optional<List<Object>> read = read(some);
            if (read.isEmpty()) {
                // the step is taken anew with what is missing
                return new NodeState.Mapping(mapProgress);
            }
            mapProgress = mapProgress.replaced(List.of(mapMessages.join(some, read.get())));
        }
        return mapProgress.isJoined()
                ? new NodeState.Ended(
                        new NodeValue.Result(mapProgress.spans().getFirst().task()))
                : new NodeState.Mapping(mapProgress);
    }

    /** As what joins them is given them: a bare value is a list of one where lists are joined. */
    private Optional<List<Object>> read(List<Span> spans) {
        List<Object> read = new ArrayList<>();
        boolean whole = true;
        for (Span span : spans) {
            if (span.level() != Span.EMPTY) {
                Optional<Object> value = values.read(new NodeValue.Result(span.task()));
                whole &= value.isPresent();
                value.map(each -> span.level() == Span.BARE && mapSpec.joining() == null ? List.of(each) : each)
                        .ifPresent(read::add);
            }
        }
        return whole ? Optional.of(read) : Optional.empty();
    }
}
