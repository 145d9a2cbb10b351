package io.apium.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The output of a process, read on a platform thread, since reading a pipe cannot be interrupted. */
public record OutputPipe(InputStream stream) {

    private static final Logger log = LoggerFactory.getLogger(OutputPipe.class);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("apium-pipe-", 1).factory());

    /** Reads from or writes to a pipe. */
    public interface Work {
        void run() throws IOException;
    }

    /** @return completes, never exceptionally, at the end of the output */
    public CompletableFuture<Void> read(Work reading) {
        return aside("reading from", reading);
    }

    static CompletableFuture<Void> aside(String what, Work work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other end is closed, for example because the process was killed: output that was read
                        // before is kept
                        log.debug("{} a process ended early", what, e);
                    } catch (RuntimeException | Error e) {
                        // the future must complete, or its consumers would wait for ever
                        log.warn("{} a process failed", what, e);
                    }
                },
                THREADS);
    }
}
