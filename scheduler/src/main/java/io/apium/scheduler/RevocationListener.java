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
 * Wakes what waits when it is revoked, and writes down what Celery's remote control revokes, which no process would remember
 * otherwise.
 */
final class RevocationListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private final String node;
    private final RemoteControl control;
    private final RevocationStore revocations;
    private final Ledger ledger;
    private final InstantSource clock;
    private volatile List<AutoCloseable> following = List.of();

    /** @param node the name by which remote control knows this process */
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
        following = List.of(revocations.follow(this::revoked), control.subscribe(node, this::ordered));
    }

    @Override
    public void stop() {
        for (AutoCloseable one : following) {
            try {
                one.close();
            } catch (Exception e) {
                log.warn("could not stop following revocations; a thread may live on until the process ends", e);
            }
        }
        following = List.of();
    }

    @Override
    public boolean isRunning() {
        return !following.isEmpty();
    }

    private void revoked(Revocation revocation) {
        switch (revocation) {
            case Revocation.OfTask(TaskId id) -> {
                var _ = ledger.wake(EntryKey.task(id), clock.instant());
            }
            case Revocation.OfAll all
            when clock.instant().isBefore(all.until()) ->
                // not on the store's thread, which must not be held up
                Thread.ofVirtual().name("apium-revocation").start(() -> revoke(all.filter()));
            case Revocation.OfAll _ -> {}
        }
    }

    /** What is missed, since the store is away or an entry comes later, is refused by the worker that receives it. */
    private void revoke(TaskFilter filter) {
        try (Stream<Entry> waiting = ledger.all(Kind.TASK)) {
            waiting.map(Entry::state)
                    .filter(state -> state instanceof DelayedTask(var message, var _) && filter.matches(message))
                    .map(state -> new TaskId(state.key().name()))
                    .forEach(id -> revocations.revoke(new Revocation.OfTask(id), clock.instant()));
        } catch (StoreUnavailableException | UnreadableRecordException away) {
            log.warn(
                    "tasks that wait could not be looked through for a revocation; they are refused when they are due",
                    away);
        }
    }

    /** Celery's {@code revoke}; its other orders are for workers. */
    private @Nullable Object ordered(RemoteControl.ControlCommand command) {
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
