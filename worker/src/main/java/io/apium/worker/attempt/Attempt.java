package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.canvas.TaskMessage;
import io.apium.store.LimitStore.Permit;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task, from the delivery of its message until it is settled. Several threads may want a waiting
 * attempt: a slot to run it, a revocation to end it, a shutdown to requeue it. {@link #claim} decides which of them
 * gets it.
 *
 * <pre>
 *   WAITING ── claim ──► CLAIMED ── begin ──► RUNNING ── finish ──► FINISHED
 *                                              ▲  │ stop: the thread is interrupted in between, and only there,
 *                                              └──┘       so that no interrupt reaches the slot's next attempt
 *                                          INTERRUPTING
 *
 *   stopped because of   by                    settled by                                  after the handler has returned
 *   ───────────────────  ────────────────────  ──────────────────────────────────────────  ──────────────────────────────
 *   nothing                                    its handler's outcome                       its outcome is carried out
 *   SOFT_LIMIT           its soft limit        its handler's outcome                       its outcome is carried out
 *   REVOKED              a revocation          its handler's return, with REVOKED          REVOKED is carried out
 *   HARD_LIMIT           its hard limit        the limit, before the handler returns       nothing
 *   STUCK                1 s after that        the hard limit                              the pool takes its slot back
 *   WORKER_STOPPED       the shutdown timeout  the shutdown, which requeues its message    nothing
 * </pre>
 *
 * <p>A reason applies from the moment it stops a running attempt until a stronger one does, further down the table. A
 * reason that comes after the handler has returned, or after a stronger one, changes nothing. So exactly one of a limit
 * and a handler that end at the same moment settles the attempt.
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
    private volatile Optional<Permit> permit = Optional.empty();
    private volatile @Nullable StopReason stop;
    private @Nullable Thread runner;
    private @Nullable AttemptContext context;
    private volatile long begunNanos;

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

    /** The message was delivered once more, and every delivery must be settled. One caller at a time. */
    void adopt(Delivery delivery) {
        List<Delivery> more = new ArrayList<>(deliveries);
        more.add(delivery);
        deliveries = List.copyOf(more);
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** The first. */
    public Delivery delivery() {
        return deliveries.getFirst();
    }

    /** The queue that delivered it. */
    QueueName queue() {
        return delivery().queue();
    }

    /** The time since its handler was called; zero before. */
    Duration ran() {
        return phase.get() == Phase.WAITING || phase.get() == Phase.CLAIMED
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** Whether the task may have run before: its message was delivered before, or may have been published twice. */
    boolean isRepeat() {
        return message.isRepeat() || deliveries.stream().anyMatch(Delivery::redelivered);
    }

    /** The message, marked as a repeat where the task may have run before. */
    TaskMessage repeatable() {
        return isRepeat() ? message.repeated() : message;
    }

    /** How often its processing has failed in this worker. */
    AtomicInteger failures() {
        return failures;
    }

    /** Its delivery was counted as one after a lost worker. */
    void counted() {
        counted = true;
    }

    boolean isCounted() {
        return counted;
    }

    /** The rate limit of this worker did not let it start. */
    void heldBack() {
        heldBack = true;
    }

    /** Whether a limit has held it back before, in this worker or another. */
    boolean isHeldBack() {
        return heldBack || message.wasHeldBack();
    }

    /** The permit of its task's {@code @Limit} that it needs to run, or empty. */
    Optional<Permit> permit() {
        return permit;
    }

    void needs(Optional<Permit> needed) {
        permit = needed;
    }

    /** @return whether the caller has it now, and must settle it */
    public boolean claim() {
        return phase.compareAndSet(Phase.WAITING, Phase.CLAIMED);
    }

    public boolean isWaiting() {
        return phase.get() == Phase.WAITING;
    }

    /** The calling thread runs the handler from now on; it is interrupted when the attempt is stopped. */
    void begin(AttemptContext running) {
        context = running;
        runner = Thread.currentThread();
        begunNanos = System.nanoTime();
        phase.set(Phase.RUNNING);
    }

    /**
     * Interrupts the handler.
     *
     * @return whether this reason applies now: not when the handler does not run, nor when a stronger reason came before
     */
    boolean stop(StopReason reason) {
        while (!phase.compareAndSet(Phase.RUNNING, Phase.INTERRUPTING)) {
            Phase now = phase.get();
            if (now != Phase.RUNNING && now != Phase.INTERRUPTING) {
                return false;
            }
            Thread.onSpinWait();
        }
        StopReason before = stop;
        boolean applies = before == null || before.compareTo(reason) <= 0;
        if (applies && context != null && runner != null) {
            stop = reason;
            context.stop(reason);
            runner.interrupt();
        }
        phase.set(Phase.RUNNING);
        return applies;
    }

    /** When its handler was started, or empty while it does not run. */
    public Optional<Instant> startedAt() {
        Phase now = phase.get();
        boolean runs = now == Phase.RUNNING || now == Phase.INTERRUPTING;
        return runs ? Optional.ofNullable(context).map(AttemptContext::startedAt) : Optional.empty();
    }

    /** Whether its task was revoked while the handler ran. */
    boolean isTerminated() {
        return stop == StopReason.REVOKED;
    }

    /** The last lines that it wrote, if any; an exception here must not keep its time limit from being enforced. */
    @Nullable
    String lastOutput() {
        try {
            return context == null ? null : context.lastOutput();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The stack of its thread, for logs. */
    Throwable stack() {
        Throwable stack = new Throwable("stack of the handler of " + message.task());
        if (runner != null) {
            stack.setStackTrace(runner.getStackTrace());
        }
        return stack;
    }

    /** Whether its handler called {@code System.exit} and waits for the end of this process. */
    boolean isExiting() {
        return phase.get() == Phase.RUNNING
                && Stream.of(stack().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                                && frame.getMethodName().equals("exit"));
    }

    /** The handler has returned. Called by its thread, which is not interrupted by a stop after this. */
    @Nullable
    StopReason finish() {
        while (!phase.compareAndSet(Phase.RUNNING, Phase.FINISHED)) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
        return stop;
    }
}
