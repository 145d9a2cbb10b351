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
 * One host, from its start to its end: what it was asked, and what it has answered. Each question of it fails with
 * {@link HostLostException} when the host goes before the answer.
 */
public final class HostSession {

    /** The number of lanes and that of programs are two; answers are found by one. */
    private static final long LANES = 1L << 32;

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
     * @param binaries is given what the driver has made of a program, by the program's number
     * @param launchesMax after which it is worn
     */
    public HostSession(Host.Starter starter, BiConsumer<Integer, ByteBuffer> binaries, long launchesMax)
            throws IOException {
        this.launchesMax = launchesMax;
        this.binaries = binaries;
        this.host = starter.start(this::said);
        var _ = host.gone().thenAccept(this::over);
    }

    /** What the host says of its device, when it can be used. */
    public CompletableFuture<DeviceDescription> ready() {
        return ready;
    }

    /** Completed with how it ended, and never with a failure. */
    public CompletableFuture<String> gone() {
        return host.gone();
    }

    /** Completed when it has launched as much as it may; it still goes on. */
    public CompletableFuture<Long> worn() {
        return worn;
    }

    /** Whether it takes launches. */
    public boolean isFit() {
        return !wasEnded && !host.gone().isDone();
    }

    /** Whether it was ended by this side, and has not gone by itself. */
    public boolean wasEnded() {
        return wasEnded;
    }

    /** How many launches it was sent. */
    public long launches() {
        return launches.get();
    }

    /** How many of them are not answered yet. */
    public int underWay() {
        return underWay.get();
    }

    /** @return a Built or a NotBuilt */
    public CompletableFuture<HostFrame> build(HostFrame.Build build) {
        return ask(build.program(), build);
    }

    public void drop(int program) {
        host.tell(new HostFrame.Drop(program));
    }

    /** @return a Mapped */
    CompletableFuture<HostFrame> map(HostFrame.Map map) {
        return ask(LANES + map.lane(), map);
    }

    /** @return a Done or a Failed */
    public CompletableFuture<HostFrame> launch(HostFrame.Launch launch) {
        if (launches.incrementAndGet() == launchesMax) {
            worn.complete(launchesMax);
        }
        underWay.incrementAndGet();
        return ask(LANES + launch.lane(), launch);
    }

    private CompletableFuture<HostFrame> ask(long key, HostFrame question) {
        CompletableFuture<HostFrame> answer = new CompletableFuture<>();
        questions.put(key, answer);
        host.tell(question);
        if (host.gone().isDone()) {
            // it went before anybody could tell the question so
            over(host.gone().join());
        }
        return answer;
    }

    private void said(HostFrame frame) {
        switch (frame) {
            case HostFrame.Ready(DeviceDescription device) -> ready.complete(device);
            case HostFrame.Built(int program) -> answer(program, frame);
            case HostFrame.NotBuilt(int program, String _) -> answer(program, frame);
            case HostFrame.Mapped(int lane) -> answer(LANES + lane, frame);
            case HostFrame.Done(int lane, long _, long _) -> launched(lane, frame);
            case HostFrame.Failed(int lane, String _) -> launched(lane, frame);
            case HostFrame.Binary(int program, ByteBuffer content) -> binaries.accept(program, content);
            case HostFrame.Build _, HostFrame.Drop _, HostFrame.Map _, HostFrame.Launch _, HostFrame.Found _ ->
                throw new IllegalStateException("a host does not say that: " + frame);
        }
    }

    private void launched(int lane, HostFrame frame) {
        underWay.decrementAndGet();
        answer(LANES + lane, frame);
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

    /** Ends it, now: whatever it is at. */
    public void kill() {
        wasEnded = true;
        host.kill();
    }

    /** It has nothing to do, and may end. */
    public void close() {
        wasEnded = true;
        host.close();
    }
}
