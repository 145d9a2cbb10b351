package io.apium.testkit.memory;

import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.store.DeadLetterStore;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages that could not be run. */
public final class MemoryDeadLetterStore implements DeadLetterStore {

    private final OutageSwitch outageSwitch;
    private final Map<String, DeadLetter> letters = new LinkedHashMap<>();

    MemoryDeadLetterStore(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public CompletableFuture<Void> keep(DeadLetter letter) {
        return outageSwitch.eventually(() -> {
            letters.putIfAbsent(letter.id(), letter);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> keep(TaskMessage message, Cause cause, String reason, Instant at) {
        RawMessage raw = new RawMessage(
                Map.of("id", message.id().value(), "task", message.task(), "retries", message.retries()), Map.of(), "");
        QueueName queue = message.options().routing().queue();
        return keep(new DeadLetter(
                DeadLetter.idOf(cause, raw),
                cause,
                reason,
                queue == null ? QueueName.DEFAULT : queue,
                message.id(),
                message.task(),
                raw,
                at));
    }

    @Override
    public RawMessage raw(UnreadableSignature followUp, TaskMessage parent) {
        Map<String, @Nullable Object> headers =
                new LinkedHashMap<>(Map.of("parent_id", parent.id().value()));
        followUp.signatures()
                .findFirst()
                .map(task -> task.options().id())
                .ifPresent(id -> headers.put("id", id.value()));
        return new RawMessage(headers, Map.of(), String.valueOf(followUp.tree()));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return outageSwitch.now(() -> Optional.ofNullable(letters.get(id)));
    }

    @Override
    public Page list(Filter filter, @Nullable String from, int limit) {
        List<DeadLetter> newestFirst =
                letters().reversed().stream().filter(filter::matches).toList();
        int first = 0;
        while (from != null && first < newestFirst.size()) {
            if (newestFirst.get(first++).id().equals(from)) {
                break;
            }
        }
        int last = Math.min(first + limit, newestFirst.size());
        List<DeadLetter> page = newestFirst.subList(first, last);
        return new Page(page, last == newestFirst.size() ? null : page.getLast().id());
    }

    @Override
    public CompletableFuture<Boolean> remove(String id) {
        return outageSwitch.eventually(() -> letters.remove(id) != null);
    }

    @Override
    public long count() {
        return letters().size();
    }

    /** All of them, oldest first. */
    public List<DeadLetter> letters() {
        return outageSwitch.now(() -> List.copyOf(letters.values()));
    }
}
