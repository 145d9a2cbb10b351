package io.apium.gpu.device;

import io.apium.gpu.wire.Description;
import io.apium.gpu.wire.Frame;
import io.apium.gpu.wire.Parameter;
import io.apium.gpu.wire.Slab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A host without a process, which computes saxpy in Java, and does for some numbers what a bad driver does. */
final class ScriptedHost implements Host {

    static final float CRASHES = -1;
    static final float HANGS = -2;
    static final float LIES = -3;
    static final float REFUSES = -4;
    static final String NO_PROGRAM = "does not compile";
    static final String DEADLY_PROGRAM = "the compiler crashes";

    static final Description DEVICE =
            new Description("scripted", "a script", "1", false, 2, 1 << 30, 1 << 28, false, 1_024, 32_768);

    /** What all hosts of a device have seen. */
    static final class Log implements Starter {

        final List<ScriptedHost> hosts = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> launches = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Host start(Consumer<Frame> said) {
            ScriptedHost host = new ScriptedHost(said, this);
            hosts.add(host);
            said.accept(new Frame.Ready(DEVICE));
            return host;
        }
    }

    private final Consumer<Frame> said;
    private final Log log;
    private final Map<Integer, Slab> slabs = new ConcurrentHashMap<>();
    private final Set<Integer> kept = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<String> gone = new CompletableFuture<>();

    private ScriptedHost(Consumer<Frame> said, Log log) {
        this.said = said;
        this.log = log;
    }

    @Override
    public void tell(Frame frame) {
        if (gone.isDone()) {
            return;
        }
        switch (frame) {
            case Frame.Build build -> build(build);
            case Frame.Map(int lane, String file, long bytes) -> {
                try {
                    slabs.put(lane, Slab.open(Path.of(file), bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                said.accept(new Frame.Mapped(lane));
            }
            case Frame.Launch launch -> launch(launch);
            default -> {}
        }
    }

    private void build(Frame.Build build) {
        if (build.source().contains(DEADLY_PROGRAM)) {
            gone.complete("it crashed");
        } else if (build.source().contains(NO_PROGRAM)) {
            said.accept(new Frame.NotBuilt(build.program(), "kernel.cl:1:1: error"));
        } else {
            said.accept(new Frame.Built(build.program()));
        }
    }

    private void launch(Frame.Launch launch) {
        int works = launch.global().get(1).intValue();
        log.launches.add(works);
        Parameter.Buffer reads = (Parameter.Buffer) launch.parameters().getFirst();
        Parameter.Buffer writes = (Parameter.Buffer) launch.parameters().getLast();
        Slab slab = slabs.get(launch.lane());
        ByteBuffer in = slab.section(reads.offset(), reads.bytes());
        ByteBuffer out = slab.section(writes.offset(), writes.bytes());
        for (int i = 0; i < works; i++) {
            float a = in.getFloat(in.getInt(16 * i) + 4);
            if (a == CRASHES) {
                gone.complete("it crashed");
                return;
            } else if (a == HANGS) {
                return;
            } else if (a == LIES) {
                lie(launch.lane());
                return;
            } else if (a == REFUSES) {
                said.accept(new Frame.Failed(launch.lane(), "it is refused"));
                return;
            }
            saxpy(in, in.getInt(16 * i), out, in.getInt(16 * i + 4), a);
        }
        said.accept(new Frame.Done(launch.lane(), 10, 20));
        if (kept.add(launch.program())) {
            said.accept(new Frame.Binary(launch.program(), ByteBuffer.wrap(new byte[10])));
        }
    }

    /** As a host's end of a pipe does, when what it hears makes no sense. */
    private void lie(int lane) {
        try {
            said.accept(new Frame.Mapped(lane + 1));
        } catch (IllegalStateException e) {
            gone.complete(String.valueOf(e.getMessage()));
        }
    }

    private static void saxpy(ByteBuffer in, int from, ByteBuffer out, int to, float a) {
        int n = in.getInt(from);
        for (int i = 0; i < n; i++) {
            float x = in.getFloat(from + 64 + 4 * i);
            float y = in.getFloat(from + 64 + 4 * (n + i));
            out.putFloat(to + 4 * i, a * x + y);
        }
    }

    @Override
    public CompletableFuture<String> gone() {
        return gone;
    }

    @Override
    public void kill() {
        gone.complete("it was killed");
    }

    @Override
    public void close() {
        gone.complete("it was closed");
    }
}
