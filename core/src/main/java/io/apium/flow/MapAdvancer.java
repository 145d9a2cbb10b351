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

/**
 * Computes the part of one map in a step of its flow. The messages depend only on the progress and on which tasks have
 * ended.
 */
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

    /** A part or a join has failed, and this attempt of the flow does not repeat it. */
    @ErrorName("Lost")
    private static final class PartFailedException extends Exception {

        private final TaskError error;

        PartFailedException(TaskError error) {
            super(error.type(), null, false, false);
            this.error = error;
        }
    }

    /** @param itemSeconds mean time of an item, or null where it is not known */
    NodeState next(MapProgress before, @Nullable Double itemSeconds) {
        MapProgress mapProgress = before;
        try {
            for (Span span : before.spans()) {
                if (!span.ended()) {
                    mapProgress = mapProgress.replaced(settled(span));
                }
            }
        } catch (PartFailedException lost) {
            // nothing was sent: a retry of the flow starts from the progress before this step
            return new NodeState.Failed(lost.error, before);
        }
        MapProgress started = started(mapProgress);
        NodeState joined = joined(started);
        // the chunk of this step is the stored one, so that a repeated step sends the same messages
        return joined instanceof NodeState.Mapping(MapProgress then)
                ? new NodeState.Mapping(then.withChunk(mapSpec.nextChunk(then.chunk(), then.size(), itemSeconds)))
                : joined;
    }

    /** @return the spans that replace the given one and cover the same items */
    private List<Span> settled(Span span) throws PartFailedException {
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
        List<Span> parts = new ArrayList<>();
        for (Span part : mapMessages.of(span)) {
            parts.addAll(settled(part));
        }
        return parts;
    }

    private Span part(Span part, TaskError error) throws PartFailedException {
        if (part.attempt() < stepEffects.attempt()) {
            return mapMessages.resend(part);
        }
        return switch (policy.failing()) {
            case FAIL -> throw new PartFailedException(error);
            case SKIP -> part.empty();
            case DEFAULT -> mapMessages.replaceWithDefault(part, Objects.requireNonNull(policy.value()));
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

    private MapProgress started(MapProgress before) {
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
                // the step is repeated with the missing records
                return new NodeState.Mapping(mapProgress);
            }
            mapProgress = mapProgress.replaced(List.of(mapMessages.join(some, read.get())));
        }
        return mapProgress.isJoined()
                ? new NodeState.Ended(
                        new NodeValue.Result(mapProgress.spans().getFirst().task()))
                : new NodeState.Mapping(mapProgress);
    }

    /** The values in the form that the join receives: where lists are joined, a bare value becomes a list of one. */
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
