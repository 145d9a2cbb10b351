package io.apium.scheduler;

import io.apium.flow.Records;
import io.apium.ledger.Course;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.ledger.Step;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends what may begin now in flows of which something has ended. */
final class Flows implements Duty {

    private final ResultStore results;
    private final Duration kept;

    /** @param kept how long a flow stays when it has ended */
    Flows(ResultStore results, Duration kept) {
        this.results = results;
        this.kept = kept;
    }

    @Override
    public Kind kind() {
        return Kind.FLOW;
    }

    @Override
    public String name() {
        return "flows";
    }

    @Override
    public List<Step> steps(List<Entry> woken, Instant now) {
        return woken.stream().map(entry -> step(course(entry.state()), now)).toList();
    }

    /** What must be read follows from what was read before: a node that may begin asks for what others came to. */
    private Step step(Course course, Instant now) {
        Set<TaskId> asked = new HashSet<>(course.flow().open());
        while (true) {
            Records records = new Records(results.find(List.copyOf(asked)), asked);
            Optional<Step> step = course.step(records, now, kept);
            if (step.isPresent()) {
                return step.get();
            }
            asked.addAll(records.missing());
        }
    }

    private static Course course(State state) {
        if (state instanceof Course course) {
            return course;
        }
        throw new IllegalArgumentException("not a flow: " + state.key());
    }
}
