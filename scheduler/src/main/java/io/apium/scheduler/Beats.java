package io.apium.scheduler;

import io.apium.ledger.Beat;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.ledger.Step;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends the tasks of schedules at their ticks. */
final class Beats implements Duty {

    private final ResultStore results;

    Beats(ResultStore results) {
        this.results = results;
    }

    @Override
    public Kind kind() {
        return Kind.SCHEDULE;
    }

    @Override
    public String name() {
        return "beats";
    }

    @Override
    public List<Step> steps(List<Entry> woken, Instant now) {
        List<Beat> beats = woken.stream().map(entry -> beat(entry.state())).toList();
        List<TaskId> last =
                beats.stream().map(Beat::lastTask).filter(Objects::nonNull).toList();
        Map<TaskId, TaskRecord> records = results.find(last);
        return beats.stream()
                .map(beat -> beat.step(hasEnded(beat, records), now))
                .toList();
    }

    private static boolean hasEnded(Beat beat, Map<TaskId, TaskRecord> records) {
        TaskId last = beat.lastTask();
        TaskRecord record = last == null ? null : records.get(last);
        // of a record that cannot be read nobody will ever hear more
        return last == null || record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable;
    }

    private static Beat beat(State state) {
        if (state instanceof Beat beat) {
            return beat;
        }
        throw new IllegalArgumentException("not a schedule: " + state.key());
    }
}
