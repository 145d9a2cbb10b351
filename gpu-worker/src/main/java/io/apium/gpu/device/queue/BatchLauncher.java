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
 * Takes batches of works from the queue, launches them and completes their futures. A device has several launchers:
 * while the launch of one runs, another packs its works.
 */
public final class BatchLauncher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(BatchLauncher.class);

    /** The extra time for the first launch of a program that was just built: some drivers compile then. */
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
            // the device is closed, and close() fails the works of this batch
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
            // the launch was not sent to the host, or its kernel did not start
            queue.again(batch, false);
        } catch (IOException e) {
            log.warn("gpu: shared memory not allocated device={}", device, e);
            fail(batch, new DeviceLostException("no shared memory for the device host: " + e.getMessage()));
        } catch (InvalidWorkException e) {
            e.ticket()
                    .completeExceptionally(
                            new KernelFailedException("the work does not match its declared sizes: " + e.getMessage()));
            queue.again(batch.without(e.ticket()), false);
        } catch (RuntimeException e) {
            log.error("gpu: launch failed device={}", device, e);
            fail(batch, new KernelFailedException("the launch failed: " + e));
        } finally {
            queue.end(batch, ran);
        }
    }

    /** @return whether the kernel ran to its end; if not, this method has failed or requeued the works */
    private boolean launch(LaunchBatch batch)
            throws HostLostException, IOException, InvalidWorkException, InterruptedException {
        BatchLayout layout = new BatchLayout(batch);
        SharedBuffer sharedBuffer = memory.of(batch.session(), layout.bytes());
        long before = System.nanoTime();
        layout.pack(sharedBuffer);
        HostFrame.Launch launch = layout.launch(number);
        long packed = System.nanoTime() - before;
        if (!batch.session().isFit()) {
            throw new HostLostException("the device host ended before the launch");
        }
        HostFrame answer = answer(batch, launch);
        if (answer instanceof HostFrame.Done done) {
            crashBackoff.worked();
            complete(batch, layout, sharedBuffer, packed, done);
            return true;
        }
        if (answer instanceof HostFrame.Failed(int _, String reason)) {
            if (batch.tickets().size() > 1) {
                queue.again(batch, true);
            } else {
                fail(batch, new KernelFailedException(reason));
            }
        }
        return false;
    }

    /** @return the answer of the host, or null if there is none; then this method has failed or requeued the works */
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
                        new KernelTimeLimitException("time limit of " + Duration.ofNanos(batch.limitNanos())
                                + " exceeded, the device host was stopped"));
            } else {
                queue.again(batch, true);
            }
        } catch (ExecutionException e) {
            if (session.wasEnded()) {
                // the host was stopped for another batch, or the device is closed
                queue.again(batch, false);
            } else if (batch.tickets().size() == 1 && session.launches() == 1) {
                Throwable end = e.getCause() == null ? e : e.getCause();
                fail(
                        batch,
                        new DeviceLostException(
                                "the device host ended while it ran only this work: " + end.getMessage()));
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
            LaunchBatch batch, BatchLayout layout, SharedBuffer sharedBuffer, long packed, HostFrame.Done done) {
        long before = System.nanoTime();
        int works = batch.tickets().size();
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
            WorkFuture ticket = batch.tickets().get(i);
            if (output != null) {
                Duration waited = Duration.ofNanos(batch.at() - ticket.since());
                ticket.complete(new WorkResult(
                        output,
                        new WorkProfile(device, waited, pack, transfer, kernel, works, isFirst, batch.cache())));
                isFirst = false;
            }
        }
    }

    private static @Nullable Map<String, NumericArray> unpacked(
            BatchLayout layout, int index, SharedBuffer sharedBuffer) {
        try {
            return layout.unpacked(index, sharedBuffer);
        } catch (InvalidWorkException e) {
            e.ticket().completeExceptionally(new KernelFailedException("the output cannot be read: " + e.getMessage()));
            return null;
        }
    }

    private static void fail(LaunchBatch batch, DeviceException fault) {
        batch.tickets().forEach(ticket -> ticket.completeExceptionally(fault));
    }
}
