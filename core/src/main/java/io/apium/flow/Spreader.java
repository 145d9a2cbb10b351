package io.apium.flow;

import io.apium.flow.Mapping.Span;
import io.apium.task.ErrorName;
import io.apium.task.Fault;
import io.apium.task.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The turn of one map in a step of its flow. What it sends follows from where it stood, and from what has ended. */
final class Spreader {

    private final Spreading spreading;
    private final Policy policy;
    private final Parts parts;
    private final Records records;
    private final Values values;
    private final Owed owed;

    Spreader(Spreading spreading, Policy policy, Parts parts, Records records, Owed owed) {
        this.spreading = spreading;
        this.policy = policy;
        this.parts = parts;
        this.records = records;
        this.values = new Values(records);
        this.owed = owed;
    }

    /** A part or a join that is not to be tried again. */
    @ErrorName("Lost")
    private static final class PartFailedException extends Exception {

        private final Fault fault;

        PartFailedException(Fault fault) {
            super(fault.type(), null, false, false);
            this.fault = fault;
        }
    }

    /** @param itemSeconds how long an item takes, or null where that is not known */
    Stand next(Mapping before, @Nullable Double itemSeconds) {
        Mapping mapping = before;
        try {
            for (Span span : before.spans()) {
                if (!span.ended()) {
                    mapping = mapping.replaced(heard(span));
                }
            }
        } catch (PartFailedException lost) {
            // nothing was sent: whoever tries again begins where this step did
            return new Stand.Failed(lost.fault, before);
        }
        Mapping filled = filled(mapping);
        Stand joined = joined(filled);
        // what a step sends follows from the chunk that it found: a step that is taken twice sends the same
        return joined instanceof Stand.Spread(Mapping then)
                ? new Stand.Spread(then.withChunk(spreading.nextChunk(then, itemSeconds)))
                : joined;
    }

    /** @return what stands in the span's place, which it covers */
    private List<Span> heard(Span span) throws PartFailedException {
        return switch (records.find(span.task())) {
            case TaskRecord.Succeeded _ -> {
                owed.forget((span.isJoin() ? span.covers() : span.chunk() > 0 ? parts.of(span) : List.<Span>of())
                        .stream().map(Span::task).toList());
                yield List.of(span.end());
            }
            case TaskRecord.Unsuccessful failed -> failed(span, failed.fault());
            case TaskRecord.Unreadable damaged -> failed(span, damaged.fault());
            case TaskRecord.Open _ -> List.of(span);
            case null -> List.of(span);
        };
    }

    private List<Span> failed(Span span, Fault fault) throws PartFailedException {
        if (span.isJoin()) {
            return List.of(joinAgain(span, fault));
        }
        if (span.chunk() == 0) {
            return List.of(part(span, fault));
        }
        List<Span> alone = new ArrayList<>();
        for (Span part : parts.of(span)) {
            alone.addAll(heard(part));
        }
        return alone;
    }

    private Span part(Span part, Fault fault) throws PartFailedException {
        if (part.attempt() < owed.attempt()) {
            return parts.again(part);
        }
        return switch (policy.failing()) {
            case FAIL -> throw new PartFailedException(fault);
            case SKIP -> part.empty();
            case DEFAULT -> parts.instead(part, Objects.requireNonNull(policy.value()));
        };
    }

    private Span joinAgain(Span join, Fault fault) throws PartFailedException {
        if (join.attempt() == owed.attempt()) {
            throw new PartFailedException(fault);
        }
        return read(join.covers()).map(read -> parts.joinAgain(join, read)).orElse(join);
    }

    private Mapping filled(Mapping before) {
        Mapping mapping = before;
        if (mapping.size() == 0 && mapping.spans().isEmpty()) {
            Span nothing = Span.part(0, 0, owed.id("nothing"), 0, owed.attempt());
            return mapping.with(parts.join(List.of(nothing), List.of()));
        }
        int batch = spreading.batch();
        while (!mapping.isAllBegun() && mapping.inFlight() <= spreading.window() - batch) {
            long from = mapping.next();
            long to = Math.min(mapping.size(), from + (long) mapping.chunk() * batch);
            mapping = mapping.with(parts.batch(from, to, mapping.chunk()));
        }
        return mapping;
    }

    private Stand joined(Mapping before) {
        Mapping mapping = before;
        for (List<Span> some = mapping.neighbours(spreading.fanIn());
                !some.isEmpty();
                some = mapping.neighbours(spreading.fanIn())) {
            Optional<List<Object>> read = read(some);
            if (read.isEmpty()) {
                // the step is taken anew with what is missing
                return new Stand.Spread(mapping);
            }
            mapping = mapping.replaced(List.of(parts.join(some, read.get())));
        }
        return mapping.isJoined()
                ? new Stand.Ended(new Value.Result(mapping.spans().getFirst().task()))
                : new Stand.Spread(mapping);
    }

    /** As what joins them is given them: a bare value is a list of one where lists are joined. */
    private Optional<List<Object>> read(List<Span> spans) {
        List<Object> read = new ArrayList<>();
        boolean whole = true;
        for (Span span : spans) {
            if (span.level() != Span.EMPTY) {
                Optional<Object> value = values.read(new Value.Result(span.task()));
                whole &= value.isPresent();
                value.map(each -> span.level() == Span.BARE && spreading.joining() == null ? List.of(each) : each)
                        .ifPresent(read::add);
            }
        }
        return whole ? Optional.of(read) : Optional.empty();
    }
}
