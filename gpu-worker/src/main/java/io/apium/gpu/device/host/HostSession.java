package io.apium.gpu.device.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The connection to one host, from its start to its end: requests and their answers. A request fails with
 * {@link HostLostException} if the host ends before it answers.
 */
public final class HostSession {

    /** The offset of queue numbers among the keys of pending requests, which makes them differ from program numbers. */
    private static final long QUEUES = 1L << 32;

    private final Host host;
    private final BiConsumer<Integer, ByteBuffer> binaries;
    private final CompletableFuture<DeviceDescription> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<HostFrame>> questions = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong launches = new AtomicLong();
    private final long launchesMax;
    private final CompletableFuture<Long> worn = new CompletableFuture<>();
    private volatile boolean wasEnded;

    /**
     * @param binaries receives the number of a program and the driver's binary of it
     * @param launchesMax the number of launches after which the host is replaced
     */
    public HostSession(Host.Starter starter, BiConsumer<Integer, ByteBuffer> binaries, long launchesMax)
            throws IOException {
        this.launchesMax = launchesMax;
        this.binaries = binaries;
        this.host = starter.start(this::receive);
        var _ = host.gone().thenAccept(this::over);
    }

    /** Completes with the description of the device when the host is ready. */
    public CompletableFuture<DeviceDescription> ready() {
        return ready;
    }

    /** Completes, never exceptionally, with the reason when the host has ended. */
    public CompletableFuture<String> gone() {
        return host.gone();
    }

    /** Completes when the host has reached its maximal number of launches; the host still accepts launches. */
    public CompletableFuture<Long> worn() {
        return worn;
    }

    /** Whether the host accepts launches. */
    public boolean isFit() {
        return !wasEnded && !host.gone().isDone();
    }

    /** Whether the worker stopped the host; false if the host ended by itself. */
    public boolean wasEnded() {
        return wasEnded;
    }

    /** The number of launches sent to the host. */
    public long launches() {
        return launches.get();
    }

    /** The number of launches without an answer. */
    public int underWay() {
        return underWay.get();
    }

    /** @return a {@link HostFrame.Built} or a {@link HostFrame.NotBuilt} */
    public CompletableFuture<HostFrame> build(HostFrame.Build build) {
        return ask(build.program(), build);
    }

    public void drop(int program) {
        host.send(new HostFrame.Drop(program));
    }

    /** @return a {@link HostFrame.Mapped} */
    CompletableFuture<HostFrame> map(HostFrame.Map map) {
        return ask(QUEUES + map.queue(), map);
    }

    /** @return a {@link HostFrame.Done} or a {@link HostFrame.Failed} */
    public CompletableFuture<HostFrame> launch(HostFrame.Launch launch) {
        if (launches.incrementAndGet() == launchesMax) {
            worn.complete(launchesMax);
        }
        underWay.incrementAndGet();
        return ask(QUEUES + launch.queue(), launch);
    }

    private CompletableFuture<HostFrame> ask(long key, HostFrame question) {
        CompletableFuture<HostFrame> answer = new CompletableFuture<>();
        questions.put(key, answer);
        host.send(question);
        if (host.gone().isDone()) {
            // the host ended before this request was registered
            over(host.gone().join());
        }
        return answer;
    }

    private void receive(HostFrame frame) {
        switch (frame) {
            case HostFrame.Ready(DeviceDescription device) -> ready.complete(device);
            case HostFrame.Built(int program) -> answer(program, frame);
            case HostFrame.NotBuilt(int program, String _) -> answer(program, frame);
            case HostFrame.Mapped(int queue) -> answer(QUEUES + queue, frame);
            case HostFrame.Done(int queue, long _, long _) -> launched(queue, frame);
            case HostFrame.Failed(int queue, String _) -> launched(queue, frame);
            case HostFrame.Binary(int program, ByteBuffer content) -> binaries.accept(program, content);
            case HostFrame.Build _, HostFrame.Drop _, HostFrame.Map _, HostFrame.Launch _, HostFrame.Found _ ->
                throw new IllegalStateException("unexpected frame from a host: " + frame);
        }
    }

    private void launched(int queue, HostFrame frame) {
        underWay.decrementAndGet();
        answer(QUEUES + queue, frame);
    }

    private void answer(long key, HostFrame frame) {
        CompletableFuture<HostFrame> question = questions.remove(key);
        if (question == null) {
            throw new IllegalStateException("the host sent a frame that was not requested: " + frame);
        }
        question.complete(frame);
    }

    private void over(String end) {
        HostLostException gone = new HostLostException(end);
        ready.completeExceptionally(gone);
        questions.values().forEach(question -> question.completeExceptionally(gone));
    }

    /** Kills the host at once. */
    public void kill() {
        wasEnded = true;
        host.kill();
    }

    /** Closes the connection of an idle host, which then exits. */
    public void close() {
        wasEnded = true;
        host.close();
    }
}
