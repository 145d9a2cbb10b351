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

/** Advances flows whose tasks have ended. */
final class FlowDuty implements Duty {

    private static final Logger log = LoggerFactory.getLogger(FlowDuty.class);

    private final SchedulerStores stores;
    private final Duration kept;

    /** @param kept how long an ended flow is kept */
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
                woken.stream().map(entry -> flowEntry(entry.state()).flow()).toList();
        Set<TaskId> revoked =
                stores.revocations().among(flows.stream().map(FlowState::id).toList());
        return flows.stream()
                .map(flow -> step(flow, revoked.contains(flow.id()), now))
                .toList();
    }

    /** A flow whose step throws fails: otherwise nothing would end it, not even its deadline. */
    private EntryTransition step(FlowState flow, boolean isRevoked, Instant now) {
        try {
            return completeStep(flow, isRevoked, now);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException impossible) {
            log.error("flow failed, its step threw an exception: id={}", flow.id(), impossible);
            return completeStep(flow.failing(TaskError.of(impossible)), isRevoked, now);
        }
    }

    /** Repeats the step with more records until it has all: a node that can start needs the results of others. */
    private EntryTransition completeStep(FlowState flow, boolean isRevoked, Instant now) {
        FlowTimings times = flow.isMeasured() ? stores.times().find(flow.id()) : FlowTimings.NONE;
        Set<TaskId> ids = new HashSet<>(flow.open());
        while (true) {
            TaskRecords records = new TaskRecords(stores.results().find(List.copyOf(ids)), ids);
            Optional<EntryTransition> transition =
                    new FlowEntry(flow).step(new FlowEntry.StepInput(records, times, isRevoked, now, kept));
            if (transition.isPresent()) {
                return transition.get();
            }
            ids.addAll(records.missing());
        }
    }

    private static FlowEntry flowEntry(EntryState state) {
        if (state instanceof FlowEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("not a flow: " + state.key());
    }
}
