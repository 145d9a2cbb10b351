package io.apium.scheduler;

import io.apium.broker.RemoteControl;
import io.apium.canvas.TaskFilter;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import io.apium.task.TaskId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes delayed tasks when they are revoked, and stores the revocations of Celery's remote control, which Celery's
 * workers keep only in memory.
 */
final class RevocationListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final String node;
    private final RemoteControl control;
    private final RevocationStore revocations;
    private final Ledger ledger;
    private final InstantSource clock;
    private volatile List<AutoCloseable> subscriptions = List.of();

    /** @param node the node name of this process in remote control */
    RevocationListener(
            String node, RemoteControl control, RevocationStore revocations, Ledger ledger, InstantSource clock) {
        this.node = node;
        this.control = control;
        this.revocations = revocations;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void start() {
        subscriptions = List.of(revocations.follow(this::revoked), control.subscribe(node, this::runCommand));
    }

    @Override
    public void stop() {
        for (AutoCloseable subscription : subscriptions) {
            try {
                subscription.close();
            } catch (Exception e) {
                log.warn("subscription to revocations not closed, its thread may run until the process ends", e);
            }
        }
        subscriptions = List.of();
    }

    @Override
    public boolean isRunning() {
        return !subscriptions.isEmpty();
    }

    private void revoked(Revocation revocation) {
        switch (revocation) {
            case Revocation.OfTask(TaskId id) -> {
                var _ = ledger.wake(EntryKey.task(id), clock.instant());
            }
            case Revocation.OfAll all
            when clock.instant().isBefore(all.until()) ->
                // not on the store's thread, which must not be blocked
                Thread.ofVirtual().name("apium-revocation").start(() -> revoke(all.filter()));
            case Revocation.OfAll _ -> {}
        }
    }

    /**
     * A task that is missed, because the store is unavailable or it arrives later, is revoked by the worker that
     * receives it.
     */
    private void revoke(TaskFilter filter) {
        try (Stream<Entry> waiting = ledger.all(Kind.TASK)) {
            waiting.map(Entry::state)
                    .filter(state -> state instanceof DelayedTask(var message, var _) && filter.matches(message))
                    .map(state -> new TaskId(state.key().name()))
                    .forEach(id -> revocations.revoke(new Revocation.OfTask(id), clock.instant()));
        } catch (StoreUnavailableException | UnreadableRecordException away) {
            log.warn("delayed tasks not searched for a revocation, workers revoke them when they are due", away);
        }
    }

    /** Runs Celery's {@code revoke}; its other commands are for workers. */
    private @Nullable Object runCommand(RemoteControl.ControlCommand command) {
        if (!command.method().equals("revoke")) {
            return null;
        }
        Object named = command.arguments().get("task_id");
        List<?> ids = named instanceof List<?> list ? list : named == null ? List.of() : List.of(named);
        for (Object id : ids) {
            revocations.revoke(new Revocation.OfTask(new TaskId(String.valueOf(id))), clock.instant());
        }
        return Map.of("ok", "tasks " + ids + " flagged as revoked");
    }
}
