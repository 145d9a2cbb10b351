package io.apium.gpu.device.queue;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.KernelFailedException;
import io.apium.gpu.device.DeviceException.KernelTimeLimitException;
import io.apium.gpu.device.UtilisationMeter;
import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.device.host.CrashBackoff;
import io.apium.gpu.device.host.HostLostException;
import io.apium.gpu.device.host.HostSession;
import io.apium.gpu.device.host.SharedMemory;
import io.apium.gpu.device.queue.BatchLayout.InvalidWorkException;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.SharedBuffer;
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
public final class BatchLauncher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(BatchLauncher.class);

    /** For the first launch of a program that was just built: some drivers compile then. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int number;
    private final String device;
    private final WorkQueue queue;
    private final MemoryBudget budget;
    private final UtilisationMeter utilisationMeter;
    private final CrashBackoff crashBackoff;
    private final SharedMemory memory;

    public BatchLauncher(
            int number,
            String device,
            WorkQueue queue,
            MemoryBudget budget,
            UtilisationMeter utilisationMeter,
            CrashBackoff crashBackoff) {
        this.number = number;
        this.device = device;
        this.queue = queue;
        this.budget = budget;
        this.utilisationMeter = utilisationMeter;
        this.crashBackoff = crashBackoff;
        this.memory = new SharedMemory(number);
    }

    @Override
    public void run() {
        try (memory) {
            for (LaunchBatch batch = queue.take(); batch != null; batch = queue.take()) {
                serve(batch);
            }
        } catch (InterruptedException e) {
            // the device is closed, and what it was at is failed by whoever closes it
            Thread.currentThread().interrupt();
        }
    }

    private void serve(LaunchBatch batch) throws InterruptedException {
        long bytes = batch.bytes();
        boolean ran = false;
        try {
            budget.take(bytes);
            utilisationMeter.begins(batch.tickets().size(), System.nanoTime());
            try {
                ran = launch(batch);
            } finally {
                utilisationMeter.ends(System.nanoTime());
                budget.give(bytes);
            }
        } catch (InterruptedException e) {
            queue.again(batch, false);
            throw e;
        } catch (HostLostException e) {
            // it was not sent to the host, or was never seen by a kernel
            queue.again(batch, false);
        } catch (IOException e) {
            log.warn("{} has no memory to share with its host", device, e);
            fail(
                    batch,
                    new DeviceLostException("there is no memory to share with the device's host: " + e.getMessage()));
        } catch (InvalidWorkException e) {
            e.ticket()
                    .completeExceptionally(new KernelFailedException(
                            "the work does not fit what it says of itself: " + e.getMessage()));
            queue.again(batch.without(e.ticket()), false);
        } catch (RuntimeException e) {
            log.error("a launch on {} has failed", device, e);
            fail(batch, new KernelFailedException("it cannot be launched: " + e));
        } finally {
            queue.end(batch, ran);
        }
    }

    /** @return whether the kernel has run to its end; if not, its works are seen to */
    private boolean launch(LaunchBatch turn)
            throws HostLostException, IOException, InvalidWorkException, InterruptedException {
        BatchLayout layout = new BatchLayout(turn);
        SharedBuffer sharedBuffer = memory.of(turn.session(), layout.bytes());
        long before = System.nanoTime();
        layout.pack(sharedBuffer);
        HostFrame.Launch launch = layout.launch(number);
        long packed = System.nanoTime() - before;
        if (!turn.session().isFit()) {
            throw new HostLostException("its host went before the launch");
        }
        HostFrame answer = answer(turn, launch);
        if (answer instanceof HostFrame.Done done) {
            crashBackoff.worked();
            complete(turn, layout, sharedBuffer, packed, done);
            return true;
        }
        if (answer instanceof HostFrame.Failed(int _, String reason)) {
            if (turn.tickets().size() > 1) {
                queue.again(turn, true);
            } else {
                fail(turn, new KernelFailedException(reason));
            }
        }
        return false;
    }

    /** @return null when there is none, and its works are seen to */
    private @Nullable HostFrame answer(LaunchBatch batch, HostFrame.Launch launch) throws InterruptedException {
        HostSession session = batch.session();
        CompletableFuture<HostFrame> answer = session.launch(launch);
        try {
            return answer.get(limitNanos(batch), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            boolean wasAlone = batch.tickets().size() == 1 && session.underWay() == 1;
            session.kill();
            if (wasAlone) {
                fail(
                        batch,
                        new KernelTimeLimitException("it ran for longer than " + Duration.ofNanos(batch.limitNanos())
                                + ", and the device's host was ended"));
            } else {
                queue.again(batch, true);
            }
        } catch (ExecutionException e) {
            if (session.wasEnded()) {
                // for another's sake, or because the device is closed
                queue.again(batch, false);
            } else if (batch.tickets().size() == 1 && session.launches() == 1) {
                Throwable end = e.getCause() == null ? e : e.getCause();
                fail(
                        batch,
                        new DeviceLostException(
                                "the device was lost while the work ran on it alone: " + end.getMessage()));
            } else {
                queue.again(batch, true);
            }
        }
        return null;
    }

    private static long limitNanos(LaunchBatch batch) {
        return batch.cache() == WorkProfile.Cache.BUILT ? batch.limitNanos() + FIRST_NANOS : batch.limitNanos();
    }

    private void complete(
            LaunchBatch turn, BatchLayout layout, SharedBuffer sharedBuffer, long packed, HostFrame.Done done) {
        long before = System.nanoTime();
        int works = turn.tickets().size();
        List<@Nullable Map<String, NumericArray>> outputs = new ArrayList<>(works);
        for (int i = 0; i < works; i++) {
            outputs.add(unpacked(layout, i, sharedBuffer));
        }
        Duration pack = Duration.ofNanos(packed + System.nanoTime() - before);
        Duration transfer = Duration.ofNanos(done.transferNanos());
        Duration kernel = Duration.ofNanos(done.kernelNanos());
        boolean isFirst = true;
        for (int i = 0; i < works; i++) {
            Map<String, NumericArray> output = outputs.get(i);
            WorkFuture ticket = turn.tickets().get(i);
            if (output != null) {
                Duration waited = Duration.ofNanos(turn.at() - ticket.since());
                ticket.complete(new WorkResult(
                        output, new WorkProfile(device, waited, pack, transfer, kernel, works, isFirst, turn.cache())));
                isFirst = false;
            }
        }
    }

    private static @Nullable Map<String, NumericArray> unpacked(
            BatchLayout layout, int index, SharedBuffer sharedBuffer) {
        try {
            return layout.unpacked(index, sharedBuffer);
        } catch (InvalidWorkException e) {
            e.ticket()
                    .completeExceptionally(
                            new KernelFailedException("nothing can be made of what it has written: " + e.getMessage()));
            return null;
        }
    }

    private static void fail(LaunchBatch batch, DeviceException fault) {
        batch.tickets().forEach(ticket -> ticket.completeExceptionally(fault));
    }
}
