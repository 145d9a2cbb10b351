package io.apium.scheduler;

import io.apium.flow.Flow;
import io.apium.flow.Records;
import io.apium.flow.Times;
import io.apium.ledger.Course;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.ledger.Step;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what may begin now in flows of which something has ended. */
final class Flows implements Duty {

    private static final Logger log = LoggerFactory.getLogger(Flows.class);

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

    /** A flow of which no step can be taken fails: nobody would end it otherwise, not even its deadline. */
    private Step step(Flow flow, boolean isRevoked, Instant now) {
        try {
            return taken(flow, isRevoked, now);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException impossible) {
            log.error("flow failed, since no step of it can be taken: id={}", flow.id(), impossible);
            return taken(flow.failing(Fault.of(impossible)), isRevoked, now);
        }
    }

    /** What must be read follows from what was read before: a node that may begin asks for what others came to. */
    private Step taken(Flow flow, boolean isRevoked, Instant now) {
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
