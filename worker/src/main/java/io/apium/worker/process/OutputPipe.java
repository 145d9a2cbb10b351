package io.apium.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process writes. It is read on a thread of its own, since a read of a pipe hears no interrupt. */
public record OutputPipe(InputStream stream) {

    private static final Logger log = LoggerFactory.getLogger(OutputPipe.class);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("apium-pipe-", 1).factory());

    /** Work at one end of a pipe. */
    public interface Work {
        void run() throws IOException;
    }

    /** @return completed, and never with a failure, when there is no more to read */
    public CompletableFuture<Void> read(Work reading) {
        return aside("reading from", reading);
    }

    static CompletableFuture<Void> aside(String what, Work work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other end is gone, as it is when the process was killed: what was done until then stands
                        log.debug("{} a process ended early", what, e);
                    } catch (RuntimeException | Error e) {
                        // whoever waits for the pipe's end must hear of it, or waits for ever
                        log.warn("{} a process failed", what, e);
                    }
                },
                THREADS);
    }
}
