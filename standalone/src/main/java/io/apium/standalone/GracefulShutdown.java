package io.apium.standalone;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process that runs until SIGTERM or Ctrl-C. */
final class GracefulShutdown {

    private static final Logger log = LoggerFactory.getLogger(GracefulShutdown.class);

    private GracefulShutdown() {}

    /**
     * Waits for a signal, then closes {@code services} in this order and ends the process. Returns when interrupted.
     */
    static int awaited(AutoCloseable... services) {
        // By itself a JVM that got a signal ends with 128 + its number, also when all went well. A stop that was asked
        // for
        // and went well is a 0, so this hook, which has everything of ours to itself, has the last word.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(close(services)), "shutdown"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int close(AutoCloseable... services) {
        int code = 0;
        for (AutoCloseable service : services) {
            try {
                service.close();
            } catch (Exception e) {
                log.error("stopping, but not cleanly", e);
                code = 1; // the other services are closed nevertheless
            }
        }
        return code;
    }
}
