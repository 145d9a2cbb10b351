package io.apium.scheduler;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.EntryTransition;
import io.apium.ledger.ScheduleEntry;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends the tasks of schedules at their run times. */
final class ScheduleDuty implements Duty {

    private final ResultStore results;

    ScheduleDuty(ResultStore results) {
        this.results = results;
    }

    @Override
    public Kind kind() {
        return Kind.SCHEDULE;
    }

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public List<EntryTransition> steps(List<Entry> woken, Instant now) {
        List<ScheduleEntry> entrys =
                woken.stream().map(entry -> beat(entry.state())).toList();
        List<TaskId> last = entrys.stream()
                .map(ScheduleEntry::lastTask)
                .filter(Objects::nonNull)
                .toList();
        Map<TaskId, TaskRecord> records = results.find(last);
        return entrys.stream()
                .map(beat -> beat.step(hasEnded(beat, records), now))
                .toList();
    }

    private static boolean hasEnded(ScheduleEntry entry, Map<TaskId, TaskRecord> records) {
        TaskId last = entry.lastTask();
        TaskRecord record = last == null ? null : records.get(last);
        // an unreadable record stays unreadable, so the task counts as ended
        return last == null || record instanceof TaskRecord.Ended || record instanceof TaskRecord.Unreadable;
    }

    private static ScheduleEntry beat(EntryState state) {
        if (state instanceof ScheduleEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("not a schedule: " + state.key());
    }
}
