package io.apium.scheduler;

import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.flow.TaskRecords;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.EntryTransition;
import io.apium.ledger.FlowEntry;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskError;
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
final class FlowDuty implements Duty {

    private static final Logger log = LoggerFactory.getLogger(FlowDuty.class);

    private final SchedulerStores stores;
    private final Duration kept;

    /** @param kept how long a flow stays when it has ended */
    FlowDuty(SchedulerStores stores, Duration kept) {
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
    public List<EntryTransition> steps(List<Entry> woken, Instant now) {
        List<FlowState> flows =
                woken.stream().map(entry -> course(entry.state()).flow()).toList();
        Set<TaskId> revoked =
                stores.revocations().among(flows.stream().map(FlowState::id).toList());
        return flows.stream()
                .map(flow -> step(flow, revoked.contains(flow.id()), now))
                .toList();
    }

    /** A flow of which no step can be taken fails: nobody would end it otherwise, not even its deadline. */
    private EntryTransition step(FlowState flow, boolean isRevoked, Instant now) {
        try {
            return taken(flow, isRevoked, now);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException impossible) {
            log.error("flow failed, since no step of it can be taken: id={}", flow.id(), impossible);
            return taken(flow.failing(TaskError.of(impossible)), isRevoked, now);
        }
    }

    /** What must be read follows from what was read before: a node that may begin asks for what others came to. */
    private EntryTransition taken(FlowState flow, boolean isRevoked, Instant now) {
        FlowTimings known = flow.isMeasured() ? stores.times().find(flow.id()) : FlowTimings.NONE;
        Set<TaskId> asked = new HashSet<>(flow.open());
        while (true) {
            TaskRecords records = new TaskRecords(stores.results().find(List.copyOf(asked)), asked);
            Optional<EntryTransition> transition =
                    new FlowEntry(flow).step(new FlowEntry.StepInput(records, known, isRevoked, now, kept));
            if (transition.isPresent()) {
                return transition.get();
            }
            asked.addAll(records.missing());
        }
    }

    private static FlowEntry course(EntryState state) {
        if (state instanceof FlowEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("not a flow: " + state.key());
    }
}
