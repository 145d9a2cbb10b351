package io.apium.gpu.device;

import io.apium.gpu.array.Array;
import io.apium.gpu.device.Batch.InvalidWorkException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelFailedException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.wire.Frame;
import io.apium.gpu.wire.Slab;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes works from the line, launches them, and says what they came to. While one lane's launch runs, another's works are
 * packed.
 */
final class Lane implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** For the first launch of a program that was just built: some drivers compile then. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int number;
    private final String device;
    private final Line line;
    private final Budget budget;
    private final Gauge gauge;
    private final Breaker breaker;
    private final SharedMemory memory;

    Lane(int number, String device, Line line, Budget budget, Gauge gauge, Breaker breaker) {
        this.number = number;
        this.device = device;
        this.line = line;
        this.budget = budget;
        this.gauge = gauge;
        this.breaker = breaker;
        this.memory = new SharedMemory(number);
    }

    @Override
    public void run() {
        try (memory) {
            for (Turn turn = line.take(); turn != null; turn = line.take()) {
                serve(turn);
            }
        } catch (InterruptedException e) {
            // the device is closed, and what it was at is failed by whoever closes it
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Turn turn) throws InterruptedException {
        long bytes = turn.bytes();
        boolean ran = false;
        try {
            budget.take(bytes);
            gauge.begins(turn.tickets().size(), System.nanoTime());
            try {
                ran = launch(turn);
            } finally {
                gauge.ends(System.nanoTime());
                budget.give(bytes);
            }
        } catch (InterruptedException e) {
            line.again(turn, false);
            throw e;
        } catch (HostLostException e) {
            // it was not sent to the host, or was never seen by a kernel
            line.again(turn, false);
        } catch (IOException e) {
            log.warn("{} has no memory to share with its host", device, e);
            fail(
                    turn,
                    new DeviceLostException("there is no memory to share with the device's host: " + e.getMessage()));
        } catch (InvalidWorkException e) {
            e.ticket()
                    .completeExceptionally(new KernelFailedException(
                            "the work does not fit what it says of itself: " + e.getMessage()));
            line.again(turn.without(e.ticket()), false);
        } catch (RuntimeException e) {
            log.error("a launch on {} has failed", device, e);
            fail(turn, new KernelFailedException("it cannot be launched: " + e));
        } finally {
            line.end(turn, ran);
        }
    }

    /** @return whether the kernel has run to its end; if not, its works are seen to */
    private boolean launch(Turn turn)
            throws HostLostException, IOException, InvalidWorkException, InterruptedException {
        Batch batch = new Batch(turn);
        Slab slab = memory.of(turn.session(), batch.bytes());
        long before = System.nanoTime();
        batch.pack(slab);
        Frame.Launch launch = batch.launch(number);
        long packed = System.nanoTime() - before;
        if (!turn.session().isFit()) {
            throw new HostLostException("its host went before the launch");
        }
        Frame answer = answer(turn, launch);
        if (answer instanceof Frame.Done done) {
            breaker.worked();
            complete(turn, batch, slab, packed, done);
            return true;
        }
        if (answer instanceof Frame.Failed(int _, String reason)) {
            if (turn.tickets().size() > 1) {
                line.again(turn, true);
            } else {
                fail(turn, new KernelFailedException(reason));
            }
        }
        return false;
    }

    /** @return null when there is none, and its works are seen to */
    private @Nullable Frame answer(Turn turn, Frame.Launch launch) throws InterruptedException {
        Session session = turn.session();
        CompletableFuture<Frame> answer = session.launch(launch);
        try {
            return answer.get(limitNanos(turn), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            boolean wasAlone = turn.tickets().size() == 1 && session.underWay() == 1;
            session.kill();
            if (wasAlone) {
                fail(
                        turn,
                        new KernelTimeLimitException("it ran for longer than " + Duration.ofNanos(turn.limitNanos())
                                + ", and the device's host was ended"));
            } else {
                line.again(turn, true);
            }
        } catch (ExecutionException e) {
            if (session.wasEnded()) {
                // for another's sake, or because the device is closed
                line.again(turn, false);
            } else if (turn.tickets().size() == 1 && session.launches() == 1) {
                Throwable end = e.getCause() == null ? e : e.getCause();
                fail(
                        turn,
                        new DeviceLostException(
                                "the device was lost while the work ran on it alone: " + end.getMessage()));
            } else {
                line.again(turn, true);
            }
        }
        return null;
    }

    private static long limitNanos(Turn turn) {
        return turn.cache() == Profile.Cache.BUILT ? turn.limitNanos() + FIRST_NANOS : turn.limitNanos();
    }

    private void complete(Turn turn, Batch batch, Slab slab, long packed, Frame.Done done) {
        long before = System.nanoTime();
        int works = turn.tickets().size();
        List<@Nullable Map<String, Array>> outputs = new ArrayList<>(works);
        for (int i = 0; i < works; i++) {
            outputs.add(unpacked(batch, i, slab));
        }
        Duration pack = Duration.ofNanos(packed + System.nanoTime() - before);
        Duration transfer = Duration.ofNanos(done.transferNanos());
        Duration kernel = Duration.ofNanos(done.kernelNanos());
        for (int i = 0; i < works; i++) {
            Map<String, Array> output = outputs.get(i);
            Ticket ticket = turn.tickets().get(i);
            if (output != null) {
                Duration waited = Duration.ofNanos(turn.at() - ticket.since());
                ticket.complete(
                        new Done(output, new Profile(device, waited, pack, transfer, kernel, works, turn.cache())));
            }
        }
    }

    private static @Nullable Map<String, Array> unpacked(Batch batch, int index, Slab slab) {
        try {
            return batch.unpacked(index, slab);
        } catch (InvalidWorkException e) {
            e.ticket()
                    .completeExceptionally(
                            new KernelFailedException("nothing can be made of what it has written: " + e.getMessage()));
            return null;
        }
    }

    private static void fail(Turn turn, DeviceException fault) {
        turn.tickets().forEach(ticket -> ticket.completeExceptionally(fault));
    }
}
