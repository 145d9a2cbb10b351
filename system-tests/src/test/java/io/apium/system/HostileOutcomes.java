package io.apium.system;

import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.store.DeadLetterStore.Page;
import io.apium.system.HostileOutcomeCounts.What;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks up what became of odd messages: a record, a time to wait for, a dead letter, or nothing. */
final class HostileOutcomes {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    /** Nothing is stored of these, as they ask for it, or RabbitMQ may have dropped them in time. */
    private static final Pattern UNRECORDED = Pattern.compile(".*(ignore_result|expiration of no time).*");

    private final CorePorts corePorts;
    private final ApiClient api;

    HostileOutcomes(CorePorts corePorts, ApiClient api) {
        this.corePorts = corePorts;
        this.api = api;
    }

    /** @param kinds by the ids of those that were sent */
    void count(Map<TaskId, String> kinds, HostileOutcomeCounts tally) throws Exception {
        Set<TaskId> recorded = new HashSet<>(kinds.keySet());
        recorded.removeIf(id -> UNRECORDED.matcher(kinds.get(id)).matches());
        Map<TaskId, What> endings = new HashMap<>();
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> look(recorded, endings) == recorded.size());
        } catch (ConditionTimeoutException e) {
            // those that are left have a dead letter, or are lost
        }
        Set<TaskId> letters = letters(kinds, tally);
        recorded.forEach(id -> tally.add(
                kinds.get(id), endings.getOrDefault(id, letters.contains(id) ? What.DEAD_LETTER : What.LOST)));
    }

    /**
     * Adds those that have come to an end, or wait for a time, and were not seen to do so before.
     *
     * @return how many there are
     */
    private int look(Set<TaskId> ids, Map<TaskId, What> endings) throws Exception {
        List<TaskId> open = ids.stream().filter(id -> !endings.containsKey(id)).toList();
        Map<TaskId, TaskRecord> records = corePorts.results().find(open);
        for (TaskId id : open) {
            What ending = ending(id, records.get(id));
            if (ending != What.LOST) {
                endings.put(id, ending);
            }
        }
        return endings.size();
    }

    private What ending(TaskId id, @Nullable TaskRecord record) throws Exception {
        return switch (record) {
            case TaskRecord.Succeeded _ -> What.SUCCESS;
            case TaskRecord.Failed _ -> What.FAILURE;
            case TaskRecord.Revoked _ -> What.REVOKED;
            case null, default -> isWaiting(id) ? What.WAITING : What.LOST;
        };
    }

    private boolean isWaiting(TaskId id) throws Exception {
        String path = "/v1/tasks/"
                + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20");
        return api.get(path).has("eta");
    }

    private Set<TaskId> letters(Map<TaskId, String> kinds, HostileOutcomeCounts tally) {
        Set<TaskId> letters = new HashSet<>();
        String from = null;
        do {
            Page page = corePorts.deadLetters().list(Filter.ALL, from, PAGE);
            for (DeadLetter letter : page.letters()) {
                TaskId id = letter.taskId();
                String kind = id == null ? "follow-up or without an id: " + letter.cause() : kinds.get(id);
                tally.add(kind == null ? "follow-up or without an id: " + letter.cause() : kind, What.DEAD_LETTER);
                if (id != null) {
                    letters.add(id);
                }
            }
            from = page.next();
        } while (from != null);
        return letters;
    }
}
