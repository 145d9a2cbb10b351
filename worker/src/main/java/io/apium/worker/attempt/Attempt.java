package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task in the worker's hands, from its delivery until it is settled. Several may want to take a waiting one: a slot to
 * run it, a revocation to end it, the end of the worker to give it back. {@link #claim} decides among them.
 *
 * <pre>
 *   WAITING ── claim ──► CLAIMED ── begin ──► RUNNING ── finish ──► FINISHED
 *                                              ▲  │ stop: the thread is interrupted in between, and only there,
 *                                              └──┘       so that no interrupt reaches the slot's next attempt
 *                                          INTERRUPTING
 *
 *   stopped for   by                    who ends the attempt                what a finished handler finds to do
 *   ────────────  ────────────────────  ──────────────────────────────────  ───────────────────────────────────
 *   nothing                             its handler                         say what it came to
 *   LATE          its soft limit        its handler                         say what it came to
 *   TERMINATED    a revocation          its handler, with REVOKED           end it with REVOKED
 *   OVERDUE       its hard limit        the limit, before the handler does  nothing
 *   STUCK         a second after that   the limit                           give the pool its size back
 *   ABANDONED     the worker's end      whoever gets its message next       nothing
 * </pre>
 *
 * <p>A stop holds from the moment it takes a running attempt until a stronger one does, further down; one that comes when
 * the handler has finished has come too late, and a weaker one changes nothing. So of a limit and a handler that end at the
 * same moment, one ends the attempt.
 */
public final class Attempt {

    private enum Phase {
        WAITING,
        CLAIMED,
        RUNNING,
        INTERRUPTING,
        FINISHED
    }

    private final TaskMessage message;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile List<Delivery> deliveries;
    private volatile boolean counted;
    private volatile boolean heldBack;
    private volatile @Nullable StopReason stop;
    private @Nullable Thread runner;
    private @Nullable AttemptContext context;

    Attempt(TaskMessage message, Delivery delivery) {
        this.message = message;
        this.deliveries = List.of(delivery);
    }

    public TaskId id() {
        return message.id();
    }

    public TaskMessage message() {
        return message;
    }

    /** The message may have come more than once, and every delivery wants to be settled. One caller at a time. */
    void adopt(Delivery delivery) {
        List<Delivery> more = new ArrayList<>(deliveries);
        more.add(delivery);
        deliveries = List.copyOf(more);
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** The one that it was made for. */
    public Delivery delivery() {
        return deliveries.getFirst();
    }

    /** Whether the task may have been run before: its message was in somebody's hands, or was perhaps sent twice. */
    boolean isRepeat() {
        return message.isRepeat() || deliveries.stream().anyMatch(Delivery::redelivered);
    }

    /** How often its processing has failed here. */
    AtomicInteger failures() {
        return failures;
    }

    /** Its coming was counted among those of a message whose worker may have been lost. */
    void counted() {
        counted = true;
    }

    boolean isCounted() {
        return counted;
    }

    /** It was told to come again when its worker's rate lets it start. */
    void heldBack() {
        heldBack = true;
    }

    /** Whether any limit was in its way before. */
    boolean isHeldBack() {
        return heldBack || message.wasHeldBack();
    }

    /** @return whether the caller is the one who takes it */
    public boolean claim() {
        return phase.compareAndSet(Phase.WAITING, Phase.CLAIMED);
    }

    public boolean isWaiting() {
        return phase.get() == Phase.WAITING;
    }

    /** The calling thread runs the handler from now on. */
    void begin(AttemptContext running) {
        context = running;
        runner = Thread.currentThread();
        phase.set(Phase.RUNNING);
    }

    /**
     * Asks the handler to end.
     *
     * @return whether that is why it is to end now: not when it does not run, nor when there was a stronger reason before
     */
    public boolean stop(StopReason reason) {
        while (!phase.compareAndSet(Phase.RUNNING, Phase.INTERRUPTING)) {
            Phase now = phase.get();
            if (now != Phase.RUNNING && now != Phase.INTERRUPTING) {
                return false;
            }
            Thread.onSpinWait();
        }
        StopReason before = stop;
        boolean holds = before == null || before.compareTo(reason) <= 0;
        if (holds && context != null && runner != null) {
            stop = reason;
            context.stop(reason);
            runner.interrupt();
        }
        phase.set(Phase.RUNNING);
        return holds;
    }

    /** When its handler was started, or empty while it waits. */
    public Optional<Instant> startedAt() {
        Phase now = phase.get();
        boolean runs = now == Phase.RUNNING || now == Phase.INTERRUPTING;
        return runs ? Optional.ofNullable(context).map(AttemptContext::startedAt) : Optional.empty();
    }

    boolean isTerminated() {
        return stop == StopReason.REVOKED;
    }

    /** What it has said to people, as far as that is kept; that this cannot be read must not keep its limit from it. */
    @Nullable
    String lastWords() {
        try {
            return context == null ? null : context.lastOutput();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The stack of its thread, for messages to people. */
    Throwable whereItIs() {
        Throwable where = new Throwable("the handler of " + message.task() + " is here");
        if (runner != null) {
            where.setStackTrace(runner.getStackTrace());
        }
        return where;
    }

    /** Whether its handler waits for the end of this process, which it has brought about. */
    public boolean isExiting() {
        return phase.get() == Phase.RUNNING
                && Stream.of(whereItIs().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                                && frame.getMethodName().equals("exit"));
    }

    /** The handler has ended. Called by its thread, which is not interrupted any more when this returns. */
    @Nullable
    StopReason finish() {
        while (!phase.compareAndSet(Phase.RUNNING, Phase.FINISHED)) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
        return stop;
    }
}
