package io.apium.gpu.device.host;

import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A process that has a device, seen by the worker. */
public interface Host {

    /** How hosts come to be. */
    interface Starter {

        /**
         * @param said is given all that the host says, one after the other; what it throws is the host's end
         * @throws IOException when there is no process to be had
         */
        Host start(Consumer<HostFrame> said) throws IOException;
    }

    /** What does not get through is lost with the host, whose end is noticed by whoever listens to it. */
    void tell(HostFrame frame);

    /** Completed with how it ended, in words, and never with a failure. */
    CompletableFuture<String> gone();

    /** Ends it, now: whatever it is at. */
    void kill();

    /** It has nothing to do, and may end. */
    void close();
}
