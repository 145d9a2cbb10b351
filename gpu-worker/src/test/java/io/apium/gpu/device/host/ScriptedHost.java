package io.apium.gpu.device.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.KernelArgument;
import io.apium.gpu.wire.SharedBuffer;
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
public final class ScriptedHost implements Host {

    public static final float CRASHES = -1;
    public static final float HANGS = -2;
    public static final float LIES = -3;
    public static final float REFUSES = -4;
    public static final String NO_PROGRAM = "does not compile";
    public static final String DEADLY_PROGRAM = "the compiler crashes";

    public static final DeviceDescription DEVICE =
            new DeviceDescription("scripted", "a script", "1", false, 2, 1 << 30, 1 << 28, false, 1_024, 32_768);

    /** What all hosts of a device have seen. */
    public static final class Log implements Starter {

        public final List<ScriptedHost> hosts = Collections.synchronizedList(new ArrayList<>());
        public final List<Integer> launches = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Host start(Consumer<HostFrame> onFrame) {
            ScriptedHost host = new ScriptedHost(onFrame, this);
            hosts.add(host);
            onFrame.accept(new HostFrame.Ready(DEVICE));
            return host;
        }
    }

    private final Consumer<HostFrame> onFrame;
    private final Log log;
    private final Map<Integer, SharedBuffer> sharedBuffers = new ConcurrentHashMap<>();
    private final Set<Integer> kept = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<String> gone = new CompletableFuture<>();

    private ScriptedHost(Consumer<HostFrame> onFrame, Log log) {
        this.onFrame = onFrame;
        this.log = log;
    }

    @Override
    public void send(HostFrame frame) {
        if (gone.isDone()) {
            return;
        }
        switch (frame) {
            case HostFrame.Build build -> build(build);
            case HostFrame.Map(int queue, String file, long bytes) -> {
                try {
                    sharedBuffers.put(queue, SharedBuffer.open(Path.of(file), bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                onFrame.accept(new HostFrame.Mapped(queue));
            }
            case HostFrame.Launch launch -> launch(launch);
            default -> {}
        }
    }

    private void build(HostFrame.Build build) {
        if (build.source().contains(DEADLY_PROGRAM)) {
            gone.complete("it crashed");
        } else if (build.source().contains(NO_PROGRAM)) {
            onFrame.accept(new HostFrame.NotBuilt(build.program(), "kernel.cl:1:1: error"));
        } else {
            onFrame.accept(new HostFrame.Built(build.program()));
        }
    }

    private void launch(HostFrame.Launch launch) {
        int works = launch.global().get(1).intValue();
        log.launches.add(works);
        KernelArgument.Buffer reads =
                (KernelArgument.Buffer) launch.parameters().getFirst();
        KernelArgument.Buffer writes =
                (KernelArgument.Buffer) launch.parameters().getLast();
        SharedBuffer sharedBuffer = sharedBuffers.get(launch.queue());
        ByteBuffer in = sharedBuffer.section(reads.offset(), reads.bytes());
        ByteBuffer out = sharedBuffer.section(writes.offset(), writes.bytes());
        for (int i = 0; i < works; i++) {
            float a = in.getFloat(in.getInt(16 * i) + 4);
            if (a == CRASHES) {
                gone.complete("it crashed");
                return;
            } else if (a == HANGS) {
                return;
            } else if (a == LIES) {
                lie(launch.queue());
                return;
            } else if (a == REFUSES) {
                onFrame.accept(new HostFrame.Failed(launch.queue(), "the launch is refused"));
                return;
            }
            saxpy(in, in.getInt(16 * i), out, in.getInt(16 * i + 4), a);
        }
        onFrame.accept(new HostFrame.Done(launch.queue(), 10, 20));
        if (kept.add(launch.program())) {
            onFrame.accept(new HostFrame.Binary(launch.program(), ByteBuffer.wrap(new byte[10])));
        }
    }

    /** As a host's end of a pipe does, when what it hears makes no sense. */
    private void lie(int queue) {
        try {
            onFrame.accept(new HostFrame.Mapped(queue + 1));
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
