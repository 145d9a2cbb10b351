package io.apium.gpu.device.host;

import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The host process of a device, from the point of view of the worker. */
public interface Host {

    /** Starts host processes. */
    interface Starter {

        /**
         * @param onFrame receives the frames of the host one by one; the host is killed if it throws
         * @throws IOException if the process cannot be started
         */
        Host start(Consumer<HostFrame> onFrame) throws IOException;
    }

    /** Sends a frame. A frame that cannot be sent is dropped, because {@link #gone} reports the end of the host. */
    void send(HostFrame frame);

    /** Completes, never exceptionally, with the reason when the host has ended. */
    CompletableFuture<String> gone();

    /** Kills the host at once. */
    void kill();

    /** Closes the connection of an idle host, which then exits. */
    void close();
}
