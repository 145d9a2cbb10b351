package io.apium.gpu.device;

import io.apium.gpu.wire.Description;
import io.apium.gpu.wire.Frame;
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
final class Session {

    /** The number of lanes and that of programs are two; answers are found by one. */
    private static final long LANES = 1L << 32;

    private final Host host;
    private final BiConsumer<Integer, ByteBuffer> binaries;
    private final CompletableFuture<Description> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Frame>> questions = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong launches = new AtomicLong();
    private final long launchesMax;
    private final CompletableFuture<Long> worn = new CompletableFuture<>();
    private volatile boolean wasEnded;

    /**
     * @param binaries is given what the driver has made of a program, by the program's number
     * @param launchesMax after which it is worn
     */
    Session(Host.Starter starter, BiConsumer<Integer, ByteBuffer> binaries, long launchesMax) throws IOException {
        this.launchesMax = launchesMax;
        this.binaries = binaries;
        this.host = starter.start(this::said);
        var _ = host.gone().thenAccept(this::over);
    }

    /** What the host says of its device, when it can be used. */
    CompletableFuture<Description> ready() {
        return ready;
    }

    /** Completed with how it ended, and never with a failure. */
    CompletableFuture<String> gone() {
        return host.gone();
    }

    /** Completed when it has launched as much as it may; it still goes on. */
    CompletableFuture<Long> worn() {
        return worn;
    }

    /** Whether it takes launches. */
    boolean isFit() {
        return !wasEnded && !host.gone().isDone();
    }

    /** Whether it was ended by this side, and has not gone by itself. */
    boolean wasEnded() {
        return wasEnded;
    }

    /** How many launches it was sent. */
    long launches() {
        return launches.get();
    }

    /** How many of them are not answered yet. */
    int underWay() {
        return underWay.get();
    }

    /** @return a Built or a NotBuilt */
    CompletableFuture<Frame> build(Frame.Build build) {
        return ask(build.program(), build);
    }

    void drop(int program) {
        host.tell(new Frame.Drop(program));
    }

    /** @return a Mapped */
    CompletableFuture<Frame> map(Frame.Map map) {
        return ask(LANES + map.lane(), map);
    }

    /** @return a Done or a Failed */
    CompletableFuture<Frame> launch(Frame.Launch launch) {
        if (launches.incrementAndGet() == launchesMax) {
            worn.complete(launchesMax);
        }
        underWay.incrementAndGet();
        return ask(LANES + launch.lane(), launch);
    }

    private CompletableFuture<Frame> ask(long key, Frame question) {
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        questions.put(key, answer);
        host.tell(question);
        if (host.gone().isDone()) {
            // it went before anybody could tell the question so
            over(host.gone().join());
        }
        return answer;
    }

    private void said(Frame frame) {
        switch (frame) {
            case Frame.Ready(Description device) -> ready.complete(device);
            case Frame.Built(int program) -> answer(program, frame);
            case Frame.NotBuilt(int program, String _) -> answer(program, frame);
            case Frame.Mapped(int lane) -> answer(LANES + lane, frame);
            case Frame.Done(int lane, long _, long _) -> launched(lane, frame);
            case Frame.Failed(int lane, String _) -> launched(lane, frame);
            case Frame.Binary(int program, ByteBuffer content) -> binaries.accept(program, content);
            case Frame.Build _, Frame.Drop _, Frame.Map _, Frame.Launch _, Frame.Found _ ->
                throw new IllegalStateException("a host does not say that: " + frame);
        }
    }

    private void launched(int lane, Frame frame) {
        underWay.decrementAndGet();
        answer(LANES + lane, frame);
    }

    private void answer(long key, Frame frame) {
        CompletableFuture<Frame> question = questions.remove(key);
        if (question == null) {
            throw new IllegalStateException("nobody has asked for that: " + frame);
        }
        question.complete(frame);
    }

    private void over(String end) {
        HostLostException gone = new HostLostException(end);
        ready.completeExceptionally(gone);
        questions.values().forEach(question -> question.completeExceptionally(gone));
    }

    /** Ends it, now: whatever it is at. */
    void kill() {
        wasEnded = true;
        host.kill();
    }

    /** It has nothing to do, and may end. */
    void close() {
        wasEnded = true;
        host.close();
    }
}
