package io.apium.system;

import io.apium.store.DeadLetters.DeadLetter;
import io.apium.store.DeadLetters.Filter;
import io.apium.store.DeadLetters.Page;
import io.apium.system.HostileTally.What;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks up what became of odd messages: a record, a time to wait for, a dead letter, or nothing. */
final class OddEndings {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    /** Nothing is stored of these, as they ask for it, or RabbitMQ may have dropped them in time. */
    private static final Pattern UNRECORDED = Pattern.compile(".*(ignore_result|expiration of no time).*");

    private final Insider insider;
    private final Api api;

    OddEndings(Insider insider, Api api) {
        this.insider = insider;
        this.api = api;
    }

    /** @param kinds by the ids of those that were sent */
    void count(Map<TaskId, String> kinds, HostileTally tally) throws Exception {
        List<TaskId> ids = List.copyOf(kinds.keySet());
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> insider.results().find(ids).values().stream()
                                    .filter(TaskRecord.Ended.class::isInstance)
                                    .count()
                            == ids.size());
        } catch (ConditionTimeoutException e) {
            // some wait for years: each is looked at below
        }
        Map<TaskId, Integer> letters = letters(kinds, tally);
        Map<TaskId, TaskRecord> records = insider.results().find(ids);
        for (TaskId id : ids) {
            String kind = kinds.get(id);
            if (!UNRECORDED.matcher(kind).matches()) {
                tally.add(kind, ending(id, records.get(id), letters.containsKey(id)));
            }
        }
    }

    private What ending(TaskId id, @Nullable TaskRecord record, boolean hasLetter) throws Exception {
        return switch (record) {
            case TaskRecord.Succeeded _ -> What.SUCCESS;
            case TaskRecord.Failed _ -> What.FAILURE;
            case TaskRecord.Revoked _ -> What.REVOKED;
            case null, default -> isWaiting(id) ? What.WAITING : hasLetter ? What.DEAD_LETTER : What.LOST;
        };
    }

    private boolean isWaiting(TaskId id) throws Exception {
        String path = "/v1/tasks/"
                + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20");
        return api.get(path).has("eta");
    }

    private Map<TaskId, Integer> letters(Map<TaskId, String> kinds, HostileTally tally) {
        Map<TaskId, Integer> letters = new HashMap<>();
        String from = null;
        do {
            Page page = insider.deadLetters().list(Filter.ALL, from, PAGE);
            for (DeadLetter letter : page.letters()) {
                TaskId id = letter.taskId();
                String kind = id == null ? "follow-up or without an id: " + letter.cause() : kinds.get(id);
                tally.add(kind == null ? "follow-up or without an id: " + letter.cause() : kind, What.DEAD_LETTER);
                if (id != null) {
                    letters.merge(id, 1, Integer::sum);
                }
            }
            from = page.next();
        } while (from != null);
        return letters;
    }
}
