package io.apium.api.body;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs CPU-bound work on a platform thread. Virtual threads share one carrier thread per core and release it only when
 * they block: two requests that are parsed for a second would stop all other requests of a machine with two cores. The
 * operating system preempts a platform thread after a few milliseconds.
 */
final class PlatformThread {

    private PlatformThread() {}

    /** A part of a request. */
    interface Work {
        void run() throws IOException, ServletException;
    }

    static void run(Work work) throws IOException, ServletException, InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread thread = Thread.ofPlatform().daemon().name("large-body").start(task);
        try {
            task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException broken -> throw broken;
                case ServletException broken -> throw broken;
                case RuntimeException broken -> throw broken;
                case Error broken -> throw broken;
                case null, default -> throw new IllegalStateException("a request failed in an unknown way", failed);
            }
        } catch (InterruptedException stopping) {
            thread.interrupt();
            throw stopping;
        }
    }
}
