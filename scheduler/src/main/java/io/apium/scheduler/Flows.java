package io.apium.scheduler;

import io.apium.flow.Flow;
import io.apium.flow.Records;
import io.apium.flow.Times;
import io.apium.ledger.Course;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.ledger.Step;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends what may begin now in flows of which something has ended. */
final class Flows implements Duty {

    private final Stores stores;
    private final Duration kept;

    /** @param kept how long a flow stays when it has ended */
    Flows(Stores stores, Duration kept) {
        this.stores = stores;
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
        List<Flow> flows =
                woken.stream().map(entry -> course(entry.state()).flow()).toList();
        Set<TaskId> revoked =
                stores.revocations().among(flows.stream().map(Flow::id).toList());
        return flows.stream()
                .map(flow -> step(flow, revoked.contains(flow.id()), now))
                .toList();
    }

    /** What must be read follows from what was read before: a node that may begin asks for what others came to. */
    private Step step(Flow flow, boolean isRevoked, Instant now) {
        Times known = flow.isMeasured() ? stores.times().find(flow.id()) : Times.NONE;
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            Records records = new Records(stores.results().find(List.copyOf(asked)), asked);
            Optional<Step> step = new Course(flow).step(new Course.News(records, known, isRevoked, now, kept));
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
